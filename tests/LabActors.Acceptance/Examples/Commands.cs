using System.Collections.Immutable;
using LabActors.Actors.Supervision;
using LabActors.Console.Commands;
using LabActors.Console.Session;
using LabActors.Node.Checks;
using Spectre.Console;

namespace LabActors.Acceptance.Examples;

/// <summary>The commands behind <c>./lab</c> that start no node, in this process.</summary>
internal static class Commands
{
    /// <summary>Runs a command line; what it says has Unix line endings.</summary>
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var ansi = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        ansi.Profile.Width = 200;
        var streams = new ConsoleStreams(output, error, ansi, IsTerminal: false);
        var code = await new LabCommandLine(new NoLaboratory(), streams, new ProgramStops(new NoInterrupts(), new ProcessEnd(), TimeProvider.System), TimeProvider.System, null).RunAsync(arguments, CancellationToken.None);
        return (code, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>These commands start none.</summary>
    private sealed class NoLaboratory : ILaboratory
    {
        public Task<CheckOutcome> CheckAsync(LabOptions options, CancellationToken stop) => throw new InvalidOperationException("no command of an archive checks");

        public Task<ImmutableArray<CheckExplanation>> ExplainAsync(LabOptions options, CancellationToken stop) => throw new InvalidOperationException("no command of an archive explains");

        public Task<EstimateOutcome> EstimateAsync(LabOptions options, DateTimeOffset start, CancellationToken stop) => throw new InvalidOperationException("no command of an archive estimates");

        public Task<LabStart> StartAsync(LabOptions options, CancellationToken stop) => throw new InvalidOperationException("no command of an archive starts a node");
    }

    private sealed class NoInterrupts : IInterrupts, IDisposable
    {
        public IDisposable Watch(Action interrupted, Action terminated) => this;

        public void Dispose()
        {
            // nothing is watched
        }
    }
}
