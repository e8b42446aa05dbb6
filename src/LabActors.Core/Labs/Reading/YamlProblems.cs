using System.Collections.Immutable;
using LabActors.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Labs.Reading;

/// <summary>Collects what is wrong with one YAML file, in the order of the file.</summary>
internal sealed class YamlProblems(string path)
{
    private readonly List<Problem> _problems = [];

    public bool HasErrors => _problems.Exists(p => p.IsError);

    public void Add(YamlNode node, string field, string message) => Add(node.Start, field, message);

    public void Add(Mark mark, string field, string message) =>
        _problems.Add(new Problem(path, (int)mark.Line, (int)mark.Column, message, ProblemSeverity.Error, field));

    public void Warn(YamlNode node, string field, string message) =>
        _problems.Add(new Problem(path, (int)node.Start.Line, (int)node.Start.Column, message, ProblemSeverity.Warning, field));

    /// <summary>A problem of another file that this one names.</summary>
    public void Add(Problem problem) => _problems.Add(problem);

    public void AddForFile(string message) => _problems.Add(new Problem(path, 0, 0, message));

    public ImmutableArray<Problem> InOrder() => [.. _problems.OrderBy(p => p.Line).ThenBy(p => p.Column)];
}
