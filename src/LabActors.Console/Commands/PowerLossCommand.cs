using System.CommandLine;
using LabActors.Console.Session;
using LabActors.Node.Simulation;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab power-loss</c>: one instrument of a simulated laboratory loses its power while no node runs, so that recovery has something to find.
/// Exit codes: 0 done, 1 refused.
/// </summary>
internal sealed class PowerLossCommand(ConsoleStreams streams, QueueOptions options)
{
    private readonly Argument<string> _instrument = new("INSTRUMENT")
    {
        Description = "A spectrometer, an extraction device, a cold trap, or valves: the valve box, whose valves close.",
    };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        options.Data.Required = true;
        var command = new Command("power-loss", "Simulated laboratory: one instrument loses its power for a moment while no node runs.")
        {
            _instrument, options.Lab, options.Data,
        };
        command.SetAction((parsed, stop) => RunAsync(options.Of(parsed, []), parsed.GetRequiredValue(_instrument), stop));
        return command;
    }

    private async Task<int> RunAsync(LabOptions asked, string instrument, CancellationToken stop)
    {
        var problem = OptionsCheck.Problems(asked).FirstOrDefault()?.ToString() ?? await SimulatedFault.PowerLossAsync(asked.Lab, asked.Data, instrument, stop);
        await (problem.Length > 0 ? streams.Error : streams.Output).WriteLineAsync(problem.Length > 0
            ? problem
            : $"{instrument} has lost its power and has it again; lab run with this --data finds it so");
        return problem.Length > 0 ? ExitCodes.Refused : ExitCodes.Completed;
    }
}
