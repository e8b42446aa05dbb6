using System.Threading.Channels;
using LabActors.Console.Actors;
using LabActors.Console.Session;
using LabActors.Console.Typing;

namespace LabActors.Console.Screen;

/// <summary>One way to show a laboratory: on the full screen, as plain lines, or as JSON lines.</summary>
public interface IConsoleRenderer : IConsoleTold
{
    /// <summary>A bounded channel: of lines that must all be shown it waits when full, of pictures it keeps the newest.</summary>
    Channel<ConsoleUpdate> CreateChannel();

    /// <summary>True when it is commanded by its own keys; lines that are typed are then no commands.</summary>
    bool TakesKeys { get; }

    /// <summary>Shows what comes until the channel is completed, or a person has left. Runs on a task of its own.</summary>
    Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LabDescription laboratory, ConsoleSeat seat);

    /// <summary>Warnings of the checks, before anything runs.</summary>
    void ShowProblems(IEnumerable<Core.Problems.Problem> problems);

    /// <summary>What a node found on a data folder with an unfinished experiment, before it goes on.</summary>
    void ShowPlan(Core.Recovery.RecoveryPlan plan);

    /// <summary>The end: table and totals, or the last JSON line.</summary>
    void ShowOutcome(LabOutcome outcome, LabDescription? laboratory);
}
