using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A space that gas fills, as the drawing shows it: things that are joined without a valve between them.</summary>
/// <param name="Name">That of its most important thing, or of the valves at its ends.</param>
/// <param name="Items">The things in it, the most important first; none for a bare tube.</param>
internal sealed record CanvasSpace(string Name, ImmutableArray<CanvasItem> Items)
{
    /// <summary>What it is: the kind of its most important thing, or <c>tube</c>.</summary>
    public string Kind => Items.IsEmpty ? "tube" : Items[0].Kind;
}
