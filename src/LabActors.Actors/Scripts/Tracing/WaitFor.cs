using System.Text.Json;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>A pending <c>waitfor</c> or <c>safe_while</c> of a callable.</summary>
internal sealed class WaitFor
{
    private readonly long handle;
    private readonly bool untilTrue;
    private readonly double timeout;

    private WaitFor(CommandRequested command, JsonElement callable, string period)
    {
        Seq = command.Seq;
        handle = callable.GetProperty("$callable").GetInt64();
        untilTrue = command.Name == "waitfor";
        timeout = TraceClock.Number(command.Arg("timeout"));
        Period = TraceClock.Number(command.Arg(period)) is > 0 and var given ? given : 1;
    }

    /// <summary>The command.</summary>
    public long Seq { get; }

    /// <summary>Time between two calls, s.</summary>
    public double Period { get; }

    /// <summary>Calls made.</summary>
    public int Calls { get; private set; }

    /// <summary>The wait of that command; null when it does not wait for a callable.</summary>
    public static WaitFor? Of(CommandRequested command)
    {
        var (callable, period) = command.Name == "waitfor"
            ? (command.Arg("func_or_tuple"), "check_period")
            : (command.Arg("func"), "period");
        return callable.ValueKind == JsonValueKind.Object && callable.TryGetProperty("$callable", out _)
            ? new WaitFor(command, callable, period)
            : null;
    }

    /// <summary>The next call, with the time waited and its number.</summary>
    public ReadOnlyMemory<byte> Ask()
    {
        var elapsed = Calls * Period;
        Calls++;
        var arguments = new[] { JsonSerializer.SerializeToElement(elapsed), JsonSerializer.SerializeToElement(Calls) };
        return HostReply.CallBack(handle, [.. arguments]);
    }

    /// <summary>True when what the callable returned, or the time limit, ends the wait.</summary>
    public bool IsOver(JsonElement value) => IsTrue(value) == untilTrue || (timeout > 0 && Calls * Period > timeout);

    private static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        _ => false,
    };
}
