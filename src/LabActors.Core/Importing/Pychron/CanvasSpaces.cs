using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>
/// Walks the graph of the drawing: things and tubes that are connected without a valve between them are one space, and each valve has the spaces that its tubes lead to. A valve with tubes to more than two spaces has those on
/// one side that lie in the same direction.
/// </summary>
internal sealed class CanvasSpaces
{
    // The most important first.
    private static readonly string[] Kinds = ["stage", "spectrometer", "laser", "tank", "pipette", "getter", "coldfinger", "turbo", "ionpump", "gauge"];

    private readonly CanvasFile _canvas;
    private readonly ImportFindings _findings;
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _tubes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CanvasSpace> _spaces = new(StringComparer.Ordinal);

    public CanvasSpaces(CanvasFile canvas, IReadOnlySet<string> valves, ImportFindings findings)
    {
        (_canvas, _findings) = (canvas, findings);
        for (var i = 0; i < canvas.Links.Length; i++)
            Connect(i, canvas.Links[i], valves);
        foreach (var valve in _tubes.Keys.ToArray())
            Divide(valve);
        foreach (var space in canvas.Items.Where(i => !i.IsValve).GroupBy(i => Root(Thing(i.Name))))
        {
            ImmutableArray<CanvasItem> items = [.. space.OrderBy(i => Array.IndexOf(Kinds, i.Kind))];
            _spaces[space.Key] = new CanvasSpace(items[0].Name, items);
        }

        foreach (var bare in _tubes.SelectMany(t => t.Value.Select(link => (Valve: t.Key, Root: Root(Tube(link))))).Where(t => !_spaces.ContainsKey(t.Root)).GroupBy(t => t.Root).ToArray())
            _spaces[bare.Key] = new CanvasSpace($"{string.Join('-', bare.Select(t => t.Valve).Distinct().Order(StringComparer.Ordinal))} tube", []);
    }

    /// <summary>All spaces, in the order of the drawing's things, bare tubes last.</summary>
    public ImmutableArray<CanvasSpace> All => [.. _spaces.Values];

    /// <summary>The spaces that a valve joins; one or none where the drawing does not say both.</summary>
    public ImmutableArray<CanvasSpace> Of(string valve) =>
        _tubes.TryGetValue(valve, out var tubes) ? [.. tubes.Select(t => Root(Tube(t))).Distinct().Select(root => _spaces[root])] : [];

    /// <summary>The space that a thing is in; null when it is not drawn.</summary>
    public CanvasSpace? With(string thing) => _canvas.Find(thing) is { IsValve: false } ? _spaces[Root(Thing(thing))] : null;

    private void Connect(int index, CanvasLink link, IReadOnlySet<string> valves)
    {
        if (link.Ends.Length < 2)
            _findings.LeftOut("connection", _canvas.Path, link.Line, "found fewer than two ends, expected what it connects");
        foreach (var end in link.Ends)
        {
            if (valves.Contains(end) || _canvas.Find(end) is { IsValve: true })
                (_tubes.TryGetValue(end, out var tubes) ? tubes : _tubes[end] = []).Add(index);
            else if (_canvas.Find(end) is not null)
                Join(Tube(index), Thing(end));
            else
                _findings.LeftOut("connection", _canvas.Path, link.Line, $"found '{end}' at its end, which is not drawn: that end leads nowhere");
        }
    }

    /// <summary>Joins the spaces on either side of a valve that has more than two.</summary>
    private void Divide(string valve)
    {
        (string Root, double X, double Y)[] sides = [.. _tubes[valve].DistinctBy(t => Root(Tube(t))).Select(t => Direction(valve, t))];
        if (sides.Length <= 2)
            return;
        var first = sides[0];
        (string Root, double X, double Y)[] same = [.. sides.Skip(1).Where(s => (s.X * first.X) + (s.Y * first.Y) > 0.1)];
        if (same.Length == sides.Length - 1)
            same = same[..^1];
        foreach (var side in same)
            Join(first.Root, side.Root);
        var other = sides.Skip(1).Except(same).ToArray();
        foreach (var side in other.Skip(1))
            Join(other[0].Root, side.Root);
        _findings.Assumed($"valve {valve}", _canvas.Path, _canvas.Find(valve)?.Line ?? 0, $"it is drawn with tubes to {sides.Length} things: those in the same direction are taken for one side");
    }

    /// <summary>Where a tube leads to from a valve, as a direction of length 1; none where the drawing has no places.</summary>
    private (string Root, double X, double Y) Direction(string valve, int tube)
    {
        var from = _canvas.Find(valve)?.At;
        var to = _canvas.Links[tube].Ends.Where(e => e != valve).Select(e => _canvas.Find(e)?.At).FirstOrDefault(at => at is not null);
        var (x, y) = from is null || to is null ? (0, 0) : (to.X - from.X, to.Y - from.Y);
        var length = Math.Max(Math.Sqrt((x * x) + (y * y)), 1e-9);
        return (Root(Tube(tube)), x / length, y / length);
    }

    private void Join(string one, string other)
    {
        var (a, b) = (Root(one), Root(other));
        if (a != b)
            _parents[a] = b;
    }

    private string Root(string node)
    {
        while (_parents.TryGetValue(node, out var parent))
            node = parent;
        return node;
    }

    private static string Thing(string name) => $"thing {name}";

    private static string Tube(int index) => $"tube {index}";
}
