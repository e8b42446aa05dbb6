using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes pipettes of those of the set-up; where the drawing does not show their tank and volume, new ones.</summary>
internal sealed class PipetteImport(ImmutableArray<SwitchEntry> entries, VolumeImport volumes, ImportFindings findings)
{
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

            pipettes.Add(new PipetteDefinition(entry.Name, inner.VolumeA == shared ? inner.VolumeB : inner.VolumeA, shared, inner.Name, outer.Name));
            findings.Taken(entry.What, entry.File, entry.Line, $"{shared}, filled from {pipettes[^1].Tank} by {inner.Name}, let out by {outer.Name}");
        }

        return (pipettes.ToImmutable(), valves);
    }
}
