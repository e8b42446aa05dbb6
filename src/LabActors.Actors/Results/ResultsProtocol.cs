using System.Collections.Immutable;

namespace LabActors.Actors.Results;

/// <summary>Messages of the <c>ResultsActor</c>.</summary>
public static class ResultsProtocol
{
    /// <summary>Asks to be told when a run's analysis is in the results database; answered by <see cref="RunSaved"/>, at once or when the run has ended.</summary>
    public sealed record WhenSaved(string RunUuid);

    /// <summary>The run's analysis is in the results database.</summary>
    public sealed record RunSaved(string RunUuid, RunSummary Summary);

    /// <summary>To those who wait: an attempt to save the run failed, and there will be another. Nothing is lost, the journal has the run.</summary>
    public sealed record RunNotYetSaved(string RunUuid, int Attempt, string Reason);

    /// <summary>To those who wait: saving the run takes long, and why. It is in the journal, and is tried until it is saved; who wants to know asks again.</summary>
    public sealed record RunNotSaved(string RunUuid, int Attempts, string Reason);

    /// <summary>The laboratory is up: runs that ended while nobody listened are saved.</summary>
    public sealed record CatchUp;

    /// <summary>Drops the results database's rows and projects the journal afresh; answered by <see cref="Rebuilt"/> or <see cref="RebuildFailed"/>.</summary>
    public sealed record Rebuild;

    /// <summary>The rows are those of the journal again.</summary>
    /// <param name="Runs">Runs that were saved.</param>
    /// <param name="Failed">Runs that could not be, and why; they are tried again.</param>
    public sealed record Rebuilt(int Runs, ImmutableDictionary<string, string> Failed);

    /// <summary>The journal could not be read, or the rows not be dropped; the rows are as they were.</summary>
    public sealed record RebuildFailed(string Reason);
}
