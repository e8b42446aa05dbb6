using System.Collections.Immutable;
using System.CommandLine;
using LabActors.Console.Session;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Node.Checks;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation;
using LabActors.Node.Simulation.Serving;
using LabActors.Simulator;
using LabActors.Simulator.Wire.Faults;
using Spectre.Console;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab simulate</c>: serves every device of a laboratory on pseudo-terminals and sockets of this computer until it is told to stop, takes faults and tells the hidden truth.
/// Exit codes: 0 ended in good order, 1 refused, 2 a port could not be served any more.
/// </summary>
internal sealed class SimulateCommand(ConsoleStreams streams, ProgramStops stops, QueueOptions options)
{
    private readonly Option<string?> _portsOut = new("--ports-out")
    {
        Description = "Where it is written which port is where now, for --ports of other commands; ports.yaml in the data folder when left out.",
        HelpName = "FILE",
    };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        options.Time.Description = "Laboratory time: real, or xN (N times real); real when left out.";
        options.Faults.Description = "Faults that come by themselves, or when their names are typed.";
        options.Data.Description = "Folder that keeps the simulated laboratory; a new one under data/ when left out. A folder that was used before is continued.";
        var command = new Command("simulate", "Serve every device of a laboratory, simulated, on pseudo-terminals and sockets of this computer; no real address is touched.")
        {
            options.Lab, options.Data, options.Time, options.Seed, options.Faults, _portsOut,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(options.Time) is { IsVirtual: true })
                result.AddError("--time: found virtual, expected real or xN: programs at real ports wait for answers in real time");
        });
        command.SetAction((parsed, stop) => RunAsync(options.Of(parsed, []), parsed.GetValue(_portsOut), stop));
        return command;
    }

    private async Task<int> RunAsync(LabOptions asked, string? portsOut, CancellationToken stop)
    {
        var (lab, plan, problems) = Read(asked);
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (lab is null)
            return ExitCodes.Refused;

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var watched = stops.Interrupts.Watch(ending.Cancel, ending.Cancel);
        try
        {
            await using var served = await ServedLaboratory.StartAsync(lab, asked.Data, (ulong)(asked.Seed ?? 1), asked.Time?.Factor ?? 1, plan, streams.Output.WriteLine);
            return await ServeAsync(lab, served, portsOut ?? Path.Combine(asked.Data, "ports.yaml"), ending.Token);
        }
        catch (FaultsRefusedException refusal)
        {
            await streams.Error.WriteLineAsync(refusal.Message);
            return ExitCodes.Refused;
        }
        catch (Exception refusal) when (refusal is SimulationInUseException or SimulationRefusalException or PlatformNotSupportedException or InvalidDataException)
        {
            await streams.Error.WriteLineAsync($"lab simulate: {refusal.Message}");
            return ExitCodes.Refused;
        }
    }

    private async Task<int> ServeAsync(LabDefinition lab, ServedLaboratory served, string portsOut, CancellationToken stop)
    {
        await File.WriteAllTextAsync(portsOut, PortRedirectionFile.Write(served.Redirection), stop);
        try
        {
            Show(lab, served, portsOut);
            var typed = TypedAsync(new SimulatorWords(lab), served.Desk, stop);
            var ended = await Task.WhenAny(served.Failed, served.Desk.Quit, typed);
            if (ended.IsFaulted)
            {
                await streams.Error.WriteLineAsync($"lab simulate: {ended.Exception.GetBaseException().Message}");
                return ExitCodes.Failed;
            }

            await streams.Output.WriteLineAsync("the simulator has ended");
            return ExitCodes.Completed;
        }
        finally
        {
            File.Delete(portsOut);
        }
    }

    // Until it is told to stop; where nothing more can be typed it goes on without.
    private async Task TypedAsync(SimulatorWords words, SimulatorDesk desk, CancellationToken stop)
    {
        try
        {
            while (await streams.Typed.ReadLineAsync(stop) is { } line)
            {
                if (line.Trim().Length == 0)
                    continue;
                ImmutableArray<string> answer = words.Read(line) is { } request ? SimulatorWords.Lines(desk.Do(request)) : SimulatorWords.Help;
                await streams.Output.WriteLineAsync(string.Join(Environment.NewLine, answer));
            }

            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
    }

    private void Show(LabDefinition lab, ServedLaboratory served, string portsOut)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (var name in new[] { "port", "in lab.yaml", "simulated at", "devices" })
            table.AddColumn(new TableColumn(name));
        foreach (var (port, now) in lab.Ports.Zip(served.Redirection.Ports))
            table.AddRow(new Text(port.Name), new Text(port.Address), new Text(now.Address), new Text(string.Join(", ", served.DevicesOf(now))));
        streams.Ansi.Write(table);
        streams.Output.WriteLine($"""
            {lab.Name} is simulated: lab run --ports {portsOut} and others find it there; no real address is touched
            programs ask at 127.0.0.1:{served.Redirection.Control}; type help and Enter for faults and truth; Ctrl-C ends it
            """);
    }

    private static (LabDefinition? Lab, FaultPlan Plan, ImmutableArray<Problem> Problems) Read(LabOptions asked)
    {
        if ((OptionsCheck.Lab(asked.Lab) ?? OptionsCheck.Faults(asked.Faults)) is { } missing)
            return (null, FaultPlan.None, [missing]);
        var (lab, found) = LabBench.Read(asked.Lab, null);
        var problems = found.ToList();
        var path = Path.Combine(asked.Lab, "lab.yaml");
        if (lab is { Devices.IsEmpty: true })
            problems.Add(new Problem(path, 0, 0, "missing key 'devices', expected the devices that are to be simulated; a laboratory without any is simulated by lab run itself", Field: "devices"));
        if (lab is { Simulation: null })
            problems.Add(new Problem(path, 0, 0, "missing key 'simulation', expected what only the simulator knows: tanks, samples, blanks", Field: "simulation"));
        var plan = lab is null ? FaultPlan.None : ExperimentCheck.ReadFaults(asked.Faults, lab, problems);
        return (problems.Exists(p => p.IsError) ? null : lab, plan, [.. problems]);
    }
}
