using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Scripts;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using LabActors.Node.Checks;

namespace LabActors.Node.Hardware;

/// <summary>
/// Looks at a laboratory: the computer and the interpreter, and where no node runs every port and every device. Ports are opened and devices identified; nothing is moved or set.
/// </summary>
/// <param name="lab">The laboratory.</param>
/// <param name="data">Where a node would keep its data.</param>
/// <param name="time">Instants, and how long things take.</param>
public sealed class Doctor(LabDefinition lab, string data, TimeProvider time)
{
    private const int Identifications = 5;
    private const double LeastDiskMb = 1_000;
    private const double LeastMemoryMb = 500;

    /// <summary>Everything, in the order in which it is told.</summary>
    public async Task<ImmutableArray<DoctorFinding>> LookAsync(CancellationToken stop)
    {
        var traces = new List<LinkTrace>();
        using var reader = new PortReader(lab, time, traces.Add);
        var exam = new DeviceExam(lab, reader.Link, device => [.. traces.Where(t => t.Device == device)], time);
        var findings = ImmutableArray.CreateBuilder<DoctorFinding>();
        findings.AddRange(LookAtComputer());
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var port in lab.Ports)
        {
            stop.ThrowIfCancellationRequested();
            var found = Port(port, reader.Wire(port.Name));
            findings.Add(found);
            if (found.Health != DoctorHealth.Bad)
                open.Add(port.Name);
        }

        foreach (var device in lab.Devices)
        {
            findings.Add(open.Contains(device.Port) ? await exam.AskAsync(device, Identifications, stop) : DeviceExam.NotAsked(device));
        }

        return findings.ToImmutable();
    }

    /// <summary>The computer and the interpreter, whether a node runs or not.</summary>
    public IEnumerable<DoctorFinding> LookAtComputer()
    {
        var problems = new List<Problem>();
        var python = PythonRuntime.Find(problems);
        yield return python is not null
            ? new DoctorFinding("computer", "Python", DoctorHealth.Good, $"{python.Version} ({python.Executable})")
            : new DoctorFinding("computer", "Python", DoctorHealth.Bad, problems[0].Message, "scripts cannot run without it");
        var host = HostResources.Now(data);
        yield return Least("free disk", host.FreeDisk, LeastDiskMb, "readings are kept for ever: free some, or name another --data");
        yield return Least("free memory", host.FreeMemory, LeastMemoryMb, "close other programs");
        yield return Writable();
        yield return HostClock.Look(time);
    }

    private static DoctorFinding Least(string name, double megabytes, double least, string advice)
    {
        var found = string.Create(CultureInfo.InvariantCulture, $"{megabytes / 1000:0.0} GB");
        return megabytes >= least
            ? new DoctorFinding("computer", name, DoctorHealth.Good, found)
            : new DoctorFinding("computer", name, DoctorHealth.Bad, string.Create(CultureInfo.InvariantCulture, $"{found}, expected {least / 1000:0.0} GB or more"), advice);
    }

    private DoctorFinding Writable()
    {
        var folder = new DirectoryInfo(Path.GetFullPath(data));
        while (!folder.Exists && folder.Parent is { } parent)
            folder = parent;
        var probe = Path.Combine(folder.FullName, $".labactors-{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new DoctorFinding("computer", "data folder", DoctorHealth.Good, $"{data} can be written");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new DoctorFinding("computer", "data folder", DoctorHealth.Bad, failure.Message, $"give this user the right to write in {folder.FullName}, or name another --data");
        }
    }

    /// <summary>What to do about a port that cannot be opened.</summary>
    internal static string Advice(PortDefinition port) => port.Kind == PortKind.Serial
        ? "is the cable in, is no node or other program using it, and may this user? Then ./lab doctor again"
        : "is the instrument's computer on and its server started, and is the address right? Then ./lab doctor again";

    private static DoctorFinding Port(PortDefinition port, WireConversation wire)
    {
        var where = $"{port.Address}{(port.Simulated ? " (simulated)" : "")}";
        try
        {
            wire.Open();
            return new DoctorFinding("port", port.Name, DoctorHealth.Good, $"{where}: open");
        }
        catch (IOException failure)
        {
            return new DoctorFinding("port", port.Name, DoctorHealth.Bad, failure.Message, Advice(port));
        }
    }
}
