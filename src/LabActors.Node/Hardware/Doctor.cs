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
/// Looks at a laboratory in which no node runs: the computer, the interpreter, every port and every device. Ports are opened and devices identified; nothing is moved or set.
/// </summary>
/// <param name="lab">The laboratory.</param>
/// <param name="data">Where a node would keep its data.</param>
/// <param name="time">Instants, and how long things take.</param>
public sealed class Doctor(LabDefinition lab, string data, TimeProvider time)
{
    private const int Identifications = 5;
    private const double LeastDiskMb = 1_000;
    private const double LeastMemoryMb = 500;
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    /// <summary>Everything, in the order in which it is told.</summary>
    public async Task<ImmutableArray<DoctorFinding>> LookAsync(CancellationToken stop)
    {
        var traces = new List<LinkTrace>();
        using var reader = new PortReader(lab, time, traces.Add);
        var findings = ImmutableArray.CreateBuilder<DoctorFinding>();
        findings.AddRange(Computer());
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
            findings.Add(open.Contains(device.Port)
                ? await DeviceAsync(device, reader, traces, stop)
                : new DoctorFinding("device", device.Name, DoctorHealth.Bad, $"{device.Driver}: not asked", $"the port '{device.Port}' first"));
        }

        return findings.ToImmutable();
    }

    private IEnumerable<DoctorFinding> Computer()
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
            return new DoctorFinding("port", port.Name, DoctorHealth.Bad, failure.Message, port.Kind == PortKind.Serial
                ? "is the cable in, is no node or other program using it, and may this user? Then ./lab doctor again"
                : "is the instrument's computer on and its server started, and is the address right? Then ./lab doctor again");
        }
    }

    private async Task<DoctorFinding> DeviceAsync(DeviceDefinition device, PortReader reader, List<LinkTrace> traces, CancellationToken stop)
    {
        var before = traces.Count;
        string words;
        try
        {
            var driver = WiredPorts.Driver(lab, device.Name, reader.Link, time);
            words = await driver.Identify(stop);
            for (var again = 1; again < Identifications; again++)
                await driver.Identify(stop);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or DeviceRefusedException)
        {
            var garbled = traces.Skip(before).Any(t => t.Outcome is LinkOutcome.ChecksumError or LinkOutcome.Malformed);
            return new DoctorFinding("device", device.Name, DoctorHealth.Bad, $"{device.Driver}: {failure.Message}", garbled
                ? "it answers, but not as expected: check speed, parity and address, and that it is this device; ./lab device NAME trace shows the bytes"
                : "is it on, is it at this port, and is its address right? ./lab device NAME send tries a command by hand");
        }

        var took = traces.Skip(before).Where(t => t.Outcome == LinkOutcome.Answered).Select(t => t.Took).Order().ToArray();
        var asked = traces.Skip(before).Count(t => t.Attempts > 1);
        var half = took.Length > 0 ? took[took.Length / 2] : (TimeSpan?)null;
        var found = $"{device.Driver}: {words}";
        return new DoctorFinding(
            "device",
            device.Name,
            half > Slow || asked > 0 ? DoctorHealth.Doubtful : DoctorHealth.Good,
            found,
            asked > 0 ? $"{asked} of {took.Length} questions were asked twice: the cable, or another program on the line"
            : half > Slow ? "slow: readings of many values take long; a shorter gap_s, a faster line, or fewer devices on this port"
            : "")
        {
            RoundTripMs = half?.TotalMilliseconds,
        };
    }
}
