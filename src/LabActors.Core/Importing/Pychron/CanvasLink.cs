using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A tube of the drawing and what it connects: two things, or three at a tee or fork, four at a cross.</summary>
internal sealed record CanvasLink(int Line, ImmutableArray<string> Ends);
