using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Node.Hardware;

/// <summary>Asks devices what they are, and tells how they answer and what to do about it. Nothing is moved or set.</summary>
/// <param name="lab">The laboratory.</param>
/// <param name="link">The way to a device.</param>
/// <param name="traces">The last transactions of a device, oldest first.</param>
/// <param name="time">Instants.</param>
internal sealed class DeviceExam(LabDefinition lab, Func<DeviceDefinition, ILink> link, Func<string, ImmutableArray<LinkTrace>> traces, TimeProvider time)
{
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    /// <summary>Asks a device so often what it is; how fast it answers is told of all its last transactions.</summary>
    public async Task<DoctorFinding> AskAsync(DeviceDefinition device, int times, CancellationToken stop)
    {
        var words = "";
        try
        {
            var driver = WiredPorts.Driver(lab, device.Name, link, time);
            for (var asked = 0; asked < times; asked++)
                words = await driver.Identify(stop);
        }
        catch (Exception failure) when (failure is IOException or TimeoutException or DeviceRefusedException)
        {
            var garbled = traces(device.Name).LastOrDefault()?.Outcome is LinkOutcome.ChecksumError or LinkOutcome.Malformed;
            return new DoctorFinding("device", device.Name, DoctorHealth.Bad, $"{device.Driver}: {failure.Message}", garbled
                ? "it answers, but not as expected: check speed, parity and address, and that it is this device; ./lab device NAME trace shows the bytes"
                : "is it on, is it at this port, and is its address right? ./lab device NAME send tries a command by hand");
        }

        var all = traces(device.Name);
        var took = all.Where(t => t.Outcome == LinkOutcome.Answered).Select(t => t.Took).Order().ToArray();
        var twice = all.Count(t => t.Attempts > 1);
        var half = took.Length > 0 ? took[took.Length / 2] : (TimeSpan?)null;
        return new DoctorFinding(
            "device",
            device.Name,
            half > Slow || twice > 0 ? DoctorHealth.Doubtful : DoctorHealth.Good,
            $"{device.Driver}: {words}",
            twice > 0 ? $"{twice} of {all.Length} questions were asked twice: the cable, or another program on the line"
            : half > Slow ? "slow: readings of many values take long; a shorter gap_s, a faster line, or fewer devices on this port"
            : "")
        {
            RoundTripMs = half?.TotalMilliseconds,
        };
    }

    /// <summary>Its port does not work.</summary>
    public static DoctorFinding NotAsked(DeviceDefinition device) => new("device", device.Name, DoctorHealth.Bad, $"{device.Driver}: not asked", $"the port '{device.Port}' first");
}
