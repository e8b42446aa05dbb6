using System.Threading.Channels;
using LabActors.Console.Actors;
using LabActors.Console.Session;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using Spectre.Console;

namespace LabActors.Console.Screen;

/// <summary>Lines of text, for logs, pipes and terminals that cannot move their cursor.</summary>
public sealed class PlainConsole(IAnsiConsole console, TextWriter output) : IConsoleRenderer
{
    /// <inheritdoc/>
    public bool TakesKeys => false;

    /// <inheritdoc/>
    public Channel<ConsoleUpdate> CreateChannel() => LineChannel.Create();

    /// <inheritdoc/>
    public async Task ShowAsync(ChannelReader<ConsoleUpdate> updates, LabDescription laboratory, ConsoleSeat seat)
    {
        await output.WriteLineAsync(LabHeadline.Of(laboratory));
        var notesShown = 0;
        while (await updates.WaitToReadAsync())
        {
            while (updates.TryRead(out var update))
            {
                foreach (var line in PlainLines.Of(update, notesShown))
                    await output.WriteLineAsync(line);
                notesShown = update.View.NotesMade;
            }

            await output.FlushAsync();
        }
    }

    /// <inheritdoc/>
    public void Tell(string message) => output.WriteLine(message);

    /// <inheritdoc/>
    public void ShowProblems(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
            output.WriteLine(problem);
    }

    /// <inheritdoc/>
    public void ShowPlan(RecoveryPlan plan)
    {
        foreach (var line in plan.Lines())
            output.WriteLine(line);
        output.Flush();
    }

    /// <inheritdoc/>
    public void ShowOutcome(LabOutcome outcome, LabDescription? laboratory) => OutcomeScreen.Write(console, outcome, laboratory);
}
