using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes pipettes of those of the set-up; where the drawing does not show their tank and volume, new ones.</summary>
internal sealed class PipetteImport(SetupFolder folder, ImmutableArray<SwitchEntry> entries, VolumeImport volumes, ImportFindings findings)
{
    /// <summary>Where Pychron keeps the counts of shots, beside the set-up folder.</summary>
    public const string Hidden = ".hidden";

    /// <summary>The pipettes, and the valves with what they join.</summary>
    public (ImmutableArray<PipetteDefinition> Pipettes, ImmutableArray<ValveDefinition> Valves) Of(ImmutableArray<ValveDefinition> valves)
    {
        var pipettes = ImmutableArray.CreateBuilder<PipetteDefinition>();
        foreach (var entry in entries.Where(e => e.Kind == "pipette"))
        {
            var inner = valves.FirstOrDefault(v => v.Name == entry.Text("inner"));
            var outer = valves.FirstOrDefault(v => v.Name == entry.Text("outer"));
            if (inner is null || outer is null || inner == outer || pipettes.Any(p => p.Name == entry.Name))
            {
                findings.LeftOut(entry.What, entry.File, entry.Line, pipettes.Any(p => p.Name == entry.Name)
                    ? $"a second pipette '{entry.Name}': the first counts"
                    : $"found the inner valve '{entry.Text("inner")}' and the outer one '{entry.Text("outer")}', expected two different valves of the set-up");
                continue;
            }

            if (!inner.JoinsVolumes && !outer.JoinsVolumes)
            {
                inner = inner with { VolumeA = volumes.New($"{entry.Name} tank", "tank", "no drawing shows it"), VolumeB = volumes.New($"{entry.Name} pipette", "pipette", "no drawing shows it: calibrate it") };
                outer = outer with { VolumeA = inner.VolumeB, VolumeB = volumes.Main() };
                valves = valves.Replace(valves.First(v => v.Name == inner.Name), inner).Replace(valves.First(v => v.Name == outer.Name), outer);
            }

            var shared = new[] { inner.VolumeA, inner.VolumeB }.Intersect([outer.VolumeA, outer.VolumeB]).FirstOrDefault(v => v.Length > 0);
            if (shared is null)
            {
                findings.LeftOut(entry.What, entry.File, entry.Line, $"its valves {inner.Name} and {outer.Name} share no volume on the drawing, so that its shots cannot be told: draw what is between them");
                continue;
            }

            pipettes.Add(new PipetteDefinition(entry.Name, inner.VolumeA == shared ? inner.VolumeB : inner.VolumeA, shared, inner.Name, outer.Name) { ShotsBefore = Shots(entry, inner.Name, outer.Name) });
            findings.Taken(entry.What, entry.File, entry.Line, $"{shared}, filled from {pipettes[^1].Tank} by {inner.Name}, let out by {outer.Name}");
        }

        return (pipettes.ToImmutable(), valves);
    }

    // The oldest form of the file is the one with which Pychron goes on where it is there.
    private int Shots(SwitchEntry entry, string inner, string outer)
    {
        var (what, name) = ($"shots of {entry.Name}", $"{Hidden}/{entry.Name}_{inner}-{outer}");
        SetupFile? At(string path) => folder.Files.FirstOrDefault(f => f.Path == path);
        var kept = At($"{Hidden}/pipette-{inner}_{outer}") ?? At($"{name}.json") ?? At(name);
        if (kept is null)
        {
            findings.Assumed(what, entry.File, entry.Line, $"0: found no {name}.json of Pychron's beside the set-up folder; say in 'shots_before' what it had counted");
            return 0;
        }

        findings.Read(kept.Path);
        if (!kept.Path.EndsWith(".json", StringComparison.Ordinal))
        {
            findings.LeftOut(what, kept.Path, 0, "a pickle of Python, which is not read: look the count up in Pychron, and say it in 'shots_before'");
            return 0;
        }

        try
        {
            using var json = JsonDocument.Parse(kept.Text ?? "");
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("counts", out var counts) && counts.ValueKind == JsonValueKind.Number && counts.TryGetInt32(out var shots) && shots >= 0)
            {
                findings.Taken(what, kept.Path, 1, $"{shots} before LabActors counts{(root.TryGetProperty("last_shot_time", out var last) ? $", the last one {last}" : "")}");
                return shots;
            }
        }
        catch (JsonException)
        {
            // It is told below, with what was found.
        }

        findings.LeftOut(what, kept.Path, 1, $"found '{kept.Text?.Trim()}', expected counts as in {{\"counts\": 4211}}: say the count in 'shots_before'");
        return 0;
    }
}
