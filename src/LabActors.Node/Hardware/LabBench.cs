using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Node.Checks;

namespace LabActors.Node.Hardware;

/// <summary>A laboratory on whose devices somebody works by hand, without a node.</summary>
public static class LabBench
{
    /// <summary>Reads a laboratory's file, with its ports redirected where a file says so.</summary>
    public static (LabDefinition? Lab, ImmutableArray<Problem> Problems) Read(string folder, string? ports)
    {
        var problems = new List<Problem>();
        var (lab, _) = ExperimentCheck.ReadLab(folder, ports, problems);
        return (problems.Any(p => p.IsError) ? null : lab, [.. problems]);
    }

    /// <summary>Lets somebody ask a device; the ports are opened when they are needed and closed afterwards.</summary>
    /// <param name="data">Where the traces of a node are.</param>
    public static async Task<T> AtAsync<T>(LabDefinition lab, string data, Func<DeviceDesk, Task<T>> work)
    {
        using var reader = new PortReader(lab, TimeProvider.System, _ => { });
        return await work(new DeviceDesk(lab, reader.Link, device => WireTraces.Read(data, device), TimeProvider.System));
    }
}
