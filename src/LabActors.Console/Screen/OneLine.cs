using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabActors.Console.Screen;

/// <summary>Markup that never takes more than one line: what does not fit is cut.</summary>
internal sealed class OneLine(string markup) : Renderable
{
    // Any width that no line reaches: lines are cut, never wrapped.
    private const int Unwrapped = 10_000;

    private readonly IRenderable _markup = new Markup(markup);

    protected override Measurement Measure(RenderOptions options, int maxWidth) => new(0, maxWidth);

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var line = Segment.SplitLines(_markup.Render(options, Unwrapped)).FirstOrDefault();
        return [.. Segment.Truncate(line ?? [], maxWidth), Segment.LineBreak];
    }
}
