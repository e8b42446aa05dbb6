using System.Collections.Immutable;
using LabActors.Core.Labs.Reading;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Labs.Faults;

/// <summary>Reads <c>faults:</c>, the faults that a simulated laboratory is to have. Every problem is told at once, with line, what was found and what was expected.</summary>
public static class FaultPlanFile
{
    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its path, for the problems.</param>
    /// <param name="lab">The laboratory that is to have the faults.</param>
    /// <returns>Null when any problem is an error.</returns>
    public static (FaultPlan? Plan, ImmutableArray<Problem> Problems) Read(string text, string path, LabDefinition lab)
    {
        var (root, problems) = Root(text, path, "faults: and a list");
        if (root is null)
            return (null, problems.InOrder());
        if (!root.Has("faults"))
            root.Report("faults", "missing key 'faults', expected a list of faults, or []");
        var reader = new FaultReader(lab);
        ImmutableArray<PlannedFault> faults = [.. root.Maps("faults").Select(m => reader.Read(m, isPlanned: true)).OfType<PlannedFault>()];
        root.End();
        return (problems.HasErrors ? null : new FaultPlan(path, faults), problems.InOrder());
    }

    /// <summary>Reads one fault that begins when it is said: a mapping with the keys of a file's entry but <c>at_s</c> and <c>name</c>, as YAML or JSON.</summary>
    /// <returns>Null when any problem is an error.</returns>
    public static (PlannedFault? Fault, ImmutableArray<Problem> Problems) ReadOne(string text, LabDefinition lab)
    {
        var (root, problems) = Root(text, "", "a mapping such as {device: NAME, kind: silent}");
        var fault = root is null ? null : new FaultReader(lab).Read(root, isPlanned: false);
        return (problems.HasErrors ? null : fault, problems.InOrder());
    }

    private static (YamlMap? Root, YamlProblems Problems) Root(string text, string path, string expected)
    {
        var problems = new YamlProblems(path);
        var (documents, malformed) = YamlText.Load(text, path, "this");
        if (malformed is not null)
            problems.AddForFile(malformed.Message);
        else if (documents is [{ RootNode: YamlMappingNode node }])
            return (new YamlMap(node, "", problems), problems);
        else
            problems.AddForFile($"found {(documents.Count == 0 ? "nothing" : "no mapping, or more than one document")}, expected {expected}");
        return (null, problems);
    }
}
