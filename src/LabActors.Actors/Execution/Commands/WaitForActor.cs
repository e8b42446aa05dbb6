using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>waitfor</c> and <c>safe_while</c>: calls a function of the script again and again until it says true
/// (<c>waitfor</c>) or false (<c>safe_while</c>). Persists nothing, dies with the outcome.
/// </summary>
public sealed class WaitForActor : ReceiveActor, IWithTimers
{
    private readonly Order _order;
    private readonly TimeProvider _time;
    private DateTimeOffset _began;
    private int _count;

    public WaitForActor(Order order)
    {
        _order = order;
        _time = LabClock.Of(Context.System).Time;
        Receive<Check>(_ => CallScript());
        Receive<ScriptProtocol.CallBackResult>(Checked, r => r.Handle == order.Handle);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private double Elapsed => (_time.GetUtcNow() - _began).TotalSeconds;

    /// <summary>Waits for a function of the script.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new WaitForActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _began = _order.Resumed?.RequestedAt ?? _time.GetUtcNow();
        if (_order.Resumed is not { Calls: > 0 } resumed)
        {
            CallScript();
            return;
        }

        _count = resumed.Calls;
        if (resumed.LastCameBack is { } last)
            Judge(last.Value, last.Error.Length > 0 ? last.Error : null, last.At);
    }

    private void CallScript() =>
        Context.Parent.Tell(new CallScriptBack(_order.Command, new ScriptProtocol.CallBack(_order.Handle, [Json.Of(Elapsed), Json.Of((double)++_count)])));

    private void Checked(ScriptProtocol.CallBackResult result) => Judge(result.Value, result.Error, _time.GetUtcNow());

    private void Judge(JsonElement value, string? failure, DateTimeOffset at)
    {
        if (failure is { } error)
        {
            End(new GaveUp(_order.Command, error, null, []));
        }
        else if (IsTrue(value) == _order.Until)
        {
            End(new Finished(_order.Command, Json.Null, []));
        }
        else if (_order.Timeout > TimeSpan.Zero && Elapsed >= _order.Timeout.TotalSeconds)
        {
            var reason = $"{_order.What} timed out after {_order.Timeout.TotalSeconds:0.#} s";
            End(new GaveUp(_order.Command, reason, new RunEnding("canceled", reason, EndsQueue: true, PostEquilibration: true), []));
        }
        else
        {
            var left = at + _order.Period - _time.GetUtcNow();
            Timers.StartSingleTimer("check", new Check(), left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    /// <summary>Python's truth.</summary>
    private static bool IsTrue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => value.GetString()!.Length > 0,
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        _ => false,
    };

    private void End(object reply)
    {
        Context.Parent.Tell(reply);
        Context.Stop(Self);
    }

    /// <summary>Which function, how often, how long, and which answer ends the wait.</summary>
    public sealed record Order(CommandKey Command, string What, long Handle, TimeSpan Period, TimeSpan Timeout, bool Until)
    {
        /// <summary>How far the wait had come before an outage; null when it begins.</summary>
        public Progress? Resumed { get; init; }
    }

    /// <summary>How far a wait had come.</summary>
    /// <param name="Calls">Calls of the function that were made.</param>
    /// <param name="LastCameBack">What the newest of them returned; null while it is under way.</param>
    public sealed record Progress(DateTimeOffset RequestedAt, int Calls, RunEvents.CallBackEnded? LastCameBack);

    /// <summary>To the run: pass this call to the script; its result comes back to the sender.</summary>
    public sealed record CallScriptBack(CommandKey Command, ScriptProtocol.CallBack Call);

    private sealed record Check;
}
