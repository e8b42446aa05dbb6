using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Operators;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;

namespace LabActors.Console.Session;

/// <summary>
/// A node that was started for one command. Disposing it is its coordinated shutdown: safe state, journal closed.
/// Every fact of the node is published as a <see cref="LabActors.Actors.Persistence.JournaledEvent"/> on the event stream of <see cref="System"/>.
/// </summary>
public interface ILabSession : IAsyncDisposable
{
    /// <summary>The node's actor system, for the console's own actor.</summary>
    ActorSystem System { get; }

    /// <summary>Laboratory time, and holds on it, which the console takes while the reader of its output is slower than the laboratory.</summary>
    LabClock Clock { get; }

    /// <summary>What is running where.</summary>
    LabDescription Laboratory { get; }

    /// <summary>How long a stop may take.</summary>
    StopLimits StopLimits { get; }

    /// <summary>What protects the laboratory at once, without actors and journal; returns what came of it, in words. For the last moment of a process only.</summary>
    Task<string> ProtectAsync();

    /// <summary>Runs the queues of <see cref="LabOptions"/>; ends when all of them have ended and their results are saved.</summary>
    Task<LabOutcome> RunAsync();

    /// <summary>Lets what was found go on, and operators attach. Returns where they do, when that has come about.</summary>
    Task<ImmutableArray<string>> ServeAsync();

    /// <summary>Completes when no run is in flight any more; nothing is launched from now on, and the next start goes on.</summary>
    /// <param name="pauses">The queues stay paused until somebody resumes them.</param>
    Task FinishRunsAsync(bool pauses);

    /// <summary>Completes when the node was told to leave and has drained: the program is to stop it.</summary>
    Task Drained { get; }

    /// <summary>Does what the operator at this console types.</summary>
    Task<CommandAnswer> DoAsync(string line);

    /// <summary>Cancels the execution: scripts stopped, safe state, runs saved. Returns when it was taken note of, not when it is done.</summary>
    Task CancelAsync(string by, string why);

    /// <summary>Makes the laboratory safe: what runs is ended, built-in steps taken, the laboratory's own script run. Returns when that is done.</summary>
    Task<SafeOutcome> MakeSafeAsync(string by, string why, CancellationToken stop);
}
