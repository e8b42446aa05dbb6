using System.Collections.Immutable;
using LabActors.Console.Session;
using LabActors.Core.Problems;

namespace LabActors.Console.Commands;

/// <summary>Files and folders that are named and not there, all of them at once.</summary>
internal static class OptionsCheck
{
    public static ImmutableArray<Problem> Problems(LabOptions options)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var queue in options.Queues.Where(queue => !File.Exists(queue)))
            problems.Add(new Problem(queue, 0, 0, Directory.Exists(queue) ? "found a folder, expected a queue file" : "there is no such queue file"));
        if (Lab(options.Lab) is { } lab)
            problems.Add(lab);
        if (!Directory.Exists(options.Scripts))
            problems.Add(new Problem(options.Scripts, 0, 0, "there is no such folder, expected the scripts", Field: "--scripts"));
        if (File.Exists(options.Data))
            problems.Add(new Problem(options.Data, 0, 0, "found a file, expected a folder", Field: "--data"));
        if (options.Ports is { } ports && !File.Exists(ports))
            problems.Add(new Problem(ports, 0, 0, "there is no such file, expected what lab simulate --ports-out has written", Field: "--ports"));
        if (Faults(options.Faults) is { } faults)
            problems.Add(faults);
        if (options is { Ports: not null, Time.IsVirtual: true })
            problems.Add(new Problem(options.Ports, 0, 0, "found --time virtual, expected real or xN: a simulator in another process goes by the clock", Field: "--time"));
        return problems.ToImmutable();
    }

    /// <summary>A file of faults, when it is named and not there.</summary>
    public static Problem? Faults(string? path) => path is null || File.Exists(path) ? null : new Problem(path, 0, 0, "there is no such file, expected faults", Field: "--faults");

    /// <summary>The laboratory's file, when it is not there.</summary>
    public static Problem? Lab(string folder) => File.Exists(Path.Combine(folder, "lab.yaml"))
        ? null
        : new Problem(folder, 0, 0, "found no lab.yaml in this folder, expected the laboratory's definition", Field: "--lab");
}
