using System.Text.Json;
using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Recovery;

/// <summary>What a command of a script that runs again gets next from its record.</summary>
public abstract record ReplayStep
{
    private ReplayStep()
    {
    }

    /// <summary>A call that was made while the command was pending, and had come back, is made again.</summary>
    public sealed record Call(CallBackMade Made) : ReplayStep;

    /// <summary>The result that it had.</summary>
    public sealed record Answer(JsonElement Result) : ReplayStep;

    /// <summary>The failure that it had.</summary>
    public sealed record Fail(string Reason) : ReplayStep;

    /// <summary>It was in flight: it is carried out by its class, and the call under way is made again.</summary>
    /// <param name="Unfinished">Null when none was under way.</param>
    public sealed record GoOn(CallBackMade? Unfinished) : ReplayStep;

    /// <summary>The next step of a command after so many of its calls were made again.</summary>
    public static ReplayStep Of(CommandRecord record, int made)
    {
        var call = made < record.CallBacks.Length ? record.CallBacks[made] : null;
        return call?.Ended is not null ? new Call(call.Made)
            : record.Completed is { } completed ? new Answer(completed.Result)
            : record.Failed is { } failed ? new Fail(failed.Reason)
            : new GoOn(call?.Made);
    }
}
