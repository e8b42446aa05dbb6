using System.CommandLine;
using System.Runtime.Serialization;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Recovery;
using LabActors.Node;
using LabActors.Node.Archive;
using LabActors.Node.Recovery;
using LabActors.Node.Simulation;

namespace LabActors.Console.Recovery;

/// <summary>
/// <c>lab recover --dry-run</c>: what a node would find on a data folder and do with it; nothing is started, written or moved. Exit codes: 0, also when nothing is unfinished; 1 when it cannot be told.
/// </summary>
internal sealed class RecoverCommand(DemoFolder? demo, ConsoleStreams streams, QueueOptions options)
{
    private readonly Argument<string?> folder = new("DATA") { Description = "Data folder; the newest under data/ when left out.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Print the plan and do nothing: the only thing that this command does." };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var command = new Command("recover", "Tell what a node would find on a data folder with an unfinished experiment, and do with it; nothing is done.")
        {
            folder, dryRun, options.Lab, options.Outage, options.Json,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(dryRun))
                result.AddError("expected --dry-run, which prints the plan; lab run QUEUE.txt --data DATA carries it out");
        });
        command.SetAction(RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var asked = options.Of(parsed, []);
        var (lab, node) = (LabOfJournal.Read(asked.Lab, problems), NodeFile.Read(asked.Lab, problems));
        var data = parsed.GetValue(folder) ?? new ArchiveOptions(demo).Newest(streams.Error, problems).FirstOrDefault();
        if (data is not null && JournalArchive.Open(data, node, problems) is not null && lab.Lab is { } definition)
            return await PlanAsync(definition, node, data, asked.Outage, parsed.GetValue(options.Json), stop);
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        return ExitCodes.Refused;
    }

    private async Task<int> PlanAsync(LabDefinition lab, NodeFile node, string data, TimeSpan outage, bool json, CancellationToken stop)
    {
        RecoveryPlan? plan;
        try
        {
            plan = (await RecoveryPlanner.PlanAsync(lab, node, data, outage, stop))?.Plan;
        }
        catch (Exception fault) when (fault is SerializationException or InvalidDataException or SimulationInUseException or Akka.Configuration.ConfigurationException)
        {
            await streams.Error.WriteLineAsync($"lab recover: {data}: {fault.Message}");
            return ExitCodes.Refused;
        }

        if (json)
        {
            await streams.Output.WriteLineAsync(PlanJson.Of(plan));
            return ExitCodes.Completed;
        }

        foreach (var line in plan?.Lines() ?? [$"{data}: nothing is unfinished"])
            await streams.Output.WriteLineAsync(line);
        return ExitCodes.Completed;
    }
}
