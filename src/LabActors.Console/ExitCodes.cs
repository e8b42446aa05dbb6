using LabActors.Actors.Supervision;

namespace LabActors.Console;

/// <summary>Exit codes of the commands that run or check queues.</summary>
public static class ExitCodes
{
    /// <summary>Everything completed, or everything that was checked is well.</summary>
    public const int Completed = 0;

    /// <summary>Refused by the checks; nothing moved.</summary>
    public const int Refused = 1;

    /// <summary>The queue ended failed.</summary>
    public const int Failed = 2;

    /// <summary>The queue was canceled or aborted.</summary>
    public const int Canceled = 3;

    /// <summary>The program was ended by force: a second signal, or an orderly stop that took too long. The laboratory was protected without its actors.</summary>
    public const int Forced = NodeStop.ForcedExitCode;

    /// <summary>An import was written, and something of the set-up was left out.</summary>
    public const int LeftOut = 5;

    /// <summary>The command line is wrong (EX_USAGE of sysexits.h).</summary>
    public const int Usage = 64;

    /// <summary>No node answers (EX_UNAVAILABLE).</summary>
    public const int Unavailable = 69;

    /// <summary>A node refused who it was (EX_NOPERM).</summary>
    public const int Denied = 77;

    /// <summary>Exit code of an execution that ended in a state of <see cref="Session.LabOutcome"/>.</summary>
    public static int OfState(string state) => state switch
    {
        "completed" => Completed,
        "refused" => Refused,
        "failed" => Failed,
        "canceled" or "aborted" => Canceled,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "An execution ends completed, refused, failed, canceled or aborted."),
    };
}
