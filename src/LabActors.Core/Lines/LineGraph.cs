using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Lines;

/// <summary>
/// Which volumes gas can pass between as the valves stand. Joined are volumes with only open valves between them; perhaps joined those with a valve that is not known to be closed.
/// </summary>
public sealed class LineGraph
{
    private readonly LabDefinition _lab;
    private readonly ImmutableDictionary<string, ValveStand> _stands;

    private LineGraph(LabDefinition lab, ImmutableDictionary<string, ValveStand> stands) => (_lab, _stands) = (lab, stands);

    /// <summary>The line as it stands.</summary>
    public static LineGraph Of(LabDefinition lab, LineState state) => Of(lab, valve => state.Of(valve).Stand);

    /// <summary>The line as somebody was told that it stands.</summary>
    public static LineGraph Of(LabDefinition lab, Func<string, ValveStand> stand) => new(lab, lab.Valves.ToImmutableDictionary(v => v.Name, v => stand(v.Name)));

    /// <summary>The same with one valve otherwise.</summary>
    public LineGraph With(string valve, ValveStand stand) => new(_lab, _stands.SetItem(valve, stand));

    /// <summary>The volumes joined with one, itself first, then by distance and in the order of the file.</summary>
    /// <param name="perhaps">Also through valves that are not known to be closed.</param>
    public ImmutableArray<string> Joined(string volume, bool perhaps = false) => [.. Reach(volume, perhaps).Select(r => r.Volume)];

    /// <summary>All volumes by what is joined, in the order of the file.</summary>
    public ImmutableArray<ImmutableArray<string>> Regions(bool perhaps = false)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var regions = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        foreach (var volume in _lab.Volumes.Where(v => !seen.Contains(v.Name)))
        {
            var region = Joined(volume.Name, perhaps);
            seen.UnionWith(region);
            regions.Add(region);
        }

        return regions.ToImmutable();
    }

    /// <summary>What is joined, and what may be, a line each, with what stands there; nothing where every valve is closed.</summary>
    public IEnumerable<string> Words()
    {
        var joined = Regions().Where(region => region.Length > 1).ToArray();
        foreach (var region in joined)
            yield return $"joined: {Words(region)}";
        foreach (var region in Regions(perhaps: true).Where(region => region.Length > 1 && !joined.Any(certain => certain.Length == region.Length && certain.Contains(region[0]))))
            yield return $"perhaps joined, through valves of which it is not known how they stand: {Words(region)}";
    }

    /// <summary>The valves that are passed from one volume to another; empty where there is no way.</summary>
    public ImmutableArray<string> Way(string from, string to, bool perhaps = false)
    {
        var reached = Reach(from, perhaps).ToDictionary(r => r.Volume, StringComparer.Ordinal);
        var way = ImmutableArray.CreateBuilder<string>();
        for (var at = reached.GetValueOrDefault(to); at is { Through.Length: > 0 }; at = reached.GetValueOrDefault(at.From))
            way.Insert(0, at.Through);
        return way.ToImmutable();
    }

    /// <summary>What stands on volumes and matters to whoever joins them: spectrometers, extraction devices, pumps, reservoirs of pipettes, cold traps.</summary>
    public IEnumerable<string> Things(ImmutableArray<string> volumes) =>
    [
        .. _lab.Instruments.Where(i => volumes.Contains(i.Volume)).Select(i => $"spectrometer {i.Name}"),
        .. _lab.ExtractionDevices.Where(d => volumes.Contains(d.Volume)).Select(d => d.Name),
        .. _lab.Pumps.Where(p => volumes.Contains(p.Volume)).Select(p => $"pump {p.Name}"),
        .. _lab.Pipettes.Where(p => volumes.Contains(p.Tank)).Select(p => $"the reservoir of pipette {p.Name}"),
        .. _lab.Cryostats.Where(c => volumes.Contains(c.Volume)).Select(c => $"cold trap {c.Name}"),
    ];

    private string Words(ImmutableArray<string> region) => string.Join(", ", region) + (string.Join(", ", Things(region)) is { Length: > 0 } things ? $" ({things})" : "");

    private List<Reached> Reach(string volume, bool perhaps)
    {
        List<Reached> reached = [new(volume, "", "")];
        var seen = new HashSet<string>(StringComparer.Ordinal) { volume };
        for (var i = 0; i < reached.Count; i++)
        {
            var from = reached[i].Volume;
            foreach (var valve in _lab.Valves.Where(v => v.JoinsVolumes && (v.VolumeA == from || v.VolumeB == from) && Passes(v, perhaps)))
            {
                var to = valve.VolumeA == from ? valve.VolumeB : valve.VolumeA;
                if (seen.Add(to))
                    reached.Add(new Reached(to, valve.Name, from));
            }
        }

        return reached;
    }

    private bool Passes(ValveDefinition valve, bool perhaps) => _stands.GetValueOrDefault(valve.Name) is var stand && (stand == ValveStand.Open || (perhaps && stand != ValveStand.Closed));

    private sealed record Reached(string Volume, string Through, string From);
}
