using System.Threading.Channels;
using LabActors.Console.Actors;
using LabActors.Console.Json;
using LabActors.Console.Recovery;
using LabActors.Console.Session;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;

namespace LabActors.Console.Screen;

/// <summary><c>--json</c>: one object a line on standard output and nothing else; what is for people goes to standard error.</summary>
public sealed class JsonConsole(TextWriter output, TextWriter error) : IConsoleRenderer
{
    /// <inheritdoc/>
    public bool TakesKeys => false;

    /// <inheritdoc/>
    public Channel<ConsoleUpdate> CreateChannel() => LineChannel.Create();

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LabDescription laboratory, ConsoleSeat seat)
    {
        while (await updates.WaitToReadAsync())
        {
            while (updates.TryRead(out var update))
            {
                if (update.Event is { } happened)
                    await output.WriteLineAsync(EventLines.Of(update.Source, happened));
            }

            // Whoever reads the lines sees them when they happen, not when a buffer is full.
            await output.FlushAsync();
        }
    }

    /// <inheritdoc/>
    public void Tell(string message) => error.WriteLine(message);

    /// <inheritdoc/>
    public void ShowProblems(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
            output.WriteLine(EventLines.Of(problem));
        output.Flush();
    }

    /// <inheritdoc/>
    public void ShowPlan(RecoveryPlan plan)
    {
        output.WriteLine(PlanJson.Of(plan));
        output.Flush();
    }

    /// <inheritdoc/>
    public void ShowOutcome(LabOutcome outcome, LabDescription? laboratory)
    {
        output.WriteLine(EventLines.Of(outcome));
        output.Flush();
    }
}
