using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Node;
using LabActors.Node.Checks;

namespace LabActors.Console.Session;

/// <summary>Which node of a laboratory a process is.</summary>
internal static class NodeChoice
{
    private const string Option = "--node";

    /// <summary>The node's name, or what is wrong with the choice.</summary>
    public static (string Name, ImmutableArray<Problem> Problems) Of(LabOptions options, CheckResult check)
    {
        var nodes = check.Lab!.Nodes;
        var known = string.Join(", ", nodes.Select(n => n.Name));
        if (options.Node is { } asked && check.Lab.FindNode(asked) is null)
        {
            return ("", [Wrong(nodes.IsEmpty
                ? $"found '{asked}', and lab.yaml has no 'nodes': one node has everything, and {Option} is left out"
                : $"found '{asked}', expected a node of lab.yaml: {known}")]);
        }

        var name = options.Node ?? (options.Purpose, nodes) switch
        {
            (_, []) => NodeOptions.DefaultName,
            (_, [var only]) => only.Name,
            (LabPurpose.Queues, _) => check.Lab.NodeOfInstrument(check.Queues[0].Instrument.Name)!.Name,
            _ => null,
        };
        if (name is null)
            return ("", [Wrong($"which node is this? expected one of lab.yaml: {known}")]);
        return (name,
        [
            .. check.Queues
                .Where(q => check.Lab.NodeOfInstrument(q.Instrument.Name) is { } owner && owner.Name != name)
                .Select(q => new Problem(q.Queue.Path, 0, 0, $"is for {q.Instrument.Name}, which belongs to the node '{check.Lab.NodeOfInstrument(q.Instrument.Name)!.Name}', and this is '{name}'", Field: "mass_spectrometer")),
        ]);

        static Problem Wrong(string text) => new("", 0, 0, text, Field: Option);
    }
}
