using System.Collections.Immutable;
using System.Globalization;
using LabActors.Actors.Operators;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Transports;

namespace LabActors.Node.Hardware;

/// <summary>What a person asks of a device beside everything else: what it says of itself, what went over its wire last, and to send it something as it is typed.</summary>
/// <param name="lab">The laboratory.</param>
/// <param name="link">The way to a device.</param>
/// <param name="traces">The last transactions of a device, oldest first.</param>
/// <param name="time">Instants of readings.</param>
public sealed class DeviceDesk(LabDefinition lab, Func<DeviceDefinition, ILink> link, Func<string, ImmutableArray<LinkTrace>> traces, TimeProvider time)
{
    /// <summary>How many transactions are shown where nobody says how many.</summary>
    public const int TracesShown = 20;

    /// <summary>Everything that it says of itself. Reading moves nothing.</summary>
    public async Task<CommandAnswer> StateAsync(string name, CancellationToken stop)
    {
        if (Find(name, out var refusal) is not { } device)
            return refusal;
        var lines = await new DeviceReport(lab, device, WiredPorts.Driver(lab, device.Name, link, time)).ReadAsync(stop);
        var width = lines.Max(l => l.What.Length);
        return new CommandAnswer(
            lines.All(l => l.IsGood), [Title(device), .. lines.Select(l => $"  {l.What.PadRight(width)}  {(l.IsGood ? "" : "NOT READ: ")}{l.Value}")]);
    }

    /// <summary>The last transactions.</summary>
    public CommandAnswer Trace(string name, int count)
    {
        if (Find(name, out var refusal) is not { } device)
            return refusal;
        var last = traces(device.Name);
        return last.IsEmpty
            ? CommandAnswer.Yes($"{device.Name}: nothing has gone over its wire")
            : CommandAnswer.Yes([Title(device), .. last.TakeLast(count).SelectMany(Lines)]);
    }

    /// <summary>Sends bytes as they are typed (<see cref="WireText"/>), and tells what came back until a pause. Nothing is checked: no interlock, no lock.</summary>
    public async Task<CommandAnswer> SendAsync(string name, string text, CancellationToken stop)
    {
        if (Find(name, out var refusal) is not { } device)
            return refusal;
        byte[] bytes;
        try
        {
            bytes = WireText.Parse(text);
        }
        catch (FormatException wrong)
        {
            return CommandAnswer.No($"{text}: {wrong.Message}");
        }

        if (bytes.Length == 0)
            return CommandAnswer.No("found nothing to send, expected text with its terminator, such as *IDN?<LF>");
        var reply = await link(device).Exchange(Transaction.Ask("typed by a person", bytes, new UntilEnd(), device.Timeout, repeatSafe: false), stop);
        return reply.Outcome == LinkOutcome.Answered
            ? CommandAnswer.Yes(string.Create(CultureInfo.InvariantCulture, $"{WireText.Of(reply.Answers[0].Span)}  ({reply.Took.TotalMilliseconds:0} ms)"))
            : CommandAnswer.No($"{device.Name}: {reply.Reason}{(reply.Partial.Length > 0 ? $"; came: {WireText.Of(reply.Partial.Span)}" : "")}");
    }

    private DeviceDefinition? Find(string name, out CommandAnswer refusal)
    {
        var device = lab.FindDevice(name) ?? lab.Devices.FirstOrDefault(d => LabNames.Same(d.Name, name));
        refusal = CommandAnswer.No(lab.Devices.IsEmpty
            ? $"{lab.Name} has no devices on ports: everything in it is simulated without wires"
            : $"there is no device '{name}', only {string.Join(", ", lab.Devices.Select(d => d.Name))}");
        return device;
    }

    private string Title(DeviceDefinition device) => $"{device.Name}: {device.Driver} on {device.Port} ({lab.Ports.First(p => p.Name == device.Port).Address}){(device.Address.Length > 0 ? $", address {device.Address}" : "")}";

    private static IEnumerable<string> Lines(LinkTrace trace)
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{trace.At:yyyy-MM-dd HH:mm:ss.fff}  {trace.What}: {(trace.Outcome == LinkOutcome.Answered ? "answered" : $"{trace.Outcome}, {trace.Reason}")}, {trace.Took.TotalMilliseconds:0.0} ms{(trace.Attempts > 1 ? ", asked twice" : "")}");
        foreach (var bytes in trace.Bytes)
        {
            var arrow = bytes.Direction switch { WireDirection.Out => "->", WireDirection.In => "<-", _ => "x " };
            yield return string.Create(CultureInfo.InvariantCulture, $"    {bytes.After.TotalMilliseconds,8:0.0} ms {arrow} {WireText.Of(bytes.Bytes.Span)}");
        }
    }
}
