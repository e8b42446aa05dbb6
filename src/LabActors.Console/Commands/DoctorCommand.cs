using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LabActors.Console.Attaching;
using LabActors.Node.Hardware;
using Spectre.Console;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab doctor</c>: looks at the computer, every port and every device of a laboratory, and says what to do about each problem. Where a node has the ports, it tells of them and asks the devices. Moves nothing. Exit codes: 0 all is well, or only doubtful; 1 the laboratory's file is
/// refused; 2 something does not work.
/// </summary>
internal sealed class DoctorCommand(ConsoleStreams streams, QueueOptions options, VerbCommands verbs, DemoFolder? demo)
{
    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        options.Data.Description = "Where the node keeps its data, or will; when left out, where a node of the laboratory runs, or data/node.";
        var command = new Command("doctor", "Look at the computer, every port and every device of a laboratory: what answers, how fast, and what to do about what does not. Moves nothing.")
        {
            options.Lab, options.Ports, options.Data, options.Json,
        };
        command.SetAction(async (parsed, stop) => await RunAsync(
            parsed.GetValue(options.Lab) ?? demo?.Lab ?? "", parsed.GetValue(options.Ports), parsed.GetValue(options.Data), parsed.GetValue(options.Json), stop));
        return command;
    }

    private async Task<int> RunAsync(string folder, string? ports, string? data, bool json, CancellationToken stop)
    {
        var (lab, problems) = LabBench.Read(folder, ports);
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (lab is null)
            return ExitCodes.Refused;
        var access = new AccessOptions(demo);
        var running = access.RunningOn(data, lab.Name, withPorts: true);
        var doctor = new Doctor(lab, running ?? data ?? Path.Combine(DemoFolder.Data(demo), "node"), TimeProvider.System);
        if (running is not null)
            await streams.Error.WriteLineAsync($"a node runs on {running}: it tells of the ports, and asks the devices");
        var findings = running is null ? await doctor.LookAsync(stop) : [.. doctor.LookAtComputer(), .. await OfNodeAsync(access, running, stop)];
        if (json)
        {
            foreach (var finding in findings)
            {
                await streams.Output.WriteLineAsync(JsonSerializer.Serialize(new
                {
                    kind = finding.Kind,
                    name = finding.Name,
                    health = finding.Health.ToString().ToLowerInvariant(),
                    found = finding.Found,
                    advice = finding.Advice,
                    round_trip_ms = finding.RoundTripMs,
                }));
            }
        }
        else
        {
            Show(findings);
            await streams.Output.WriteLineAsync(Summary(lab.Devices.IsEmpty, findings));
        }

        return findings.Any(f => f.Health == DoctorHealth.Bad) ? ExitCodes.Failed : ExitCodes.Completed;
    }

    private async Task<ImmutableArray<DoctorFinding>> OfNodeAsync(AccessOptions options, string running, CancellationToken stop)
    {
        DoctorFinding Bad(string why) => new("node", running, DoctorHealth.Bad, why, "the ports are the node's: ./lab status tells how it stands");
        var told = new StringWriter();
        if (options.OfOwner(running, told) is not { } access)
            return [Bad(told.ToString().Trim())];
        var (answer, refused) = await verbs.AskAsync(access, "doctor", stop);
        return answer is { Done: true } ? [.. answer.Lines.Select(l => DoctorFinding.Of(l) ?? new DoctorFinding("node", running, DoctorHealth.Good, l))] : [Bad(refused?.Why ?? string.Join(' ', answer!.Lines))];
    }

    private void Show(IEnumerable<DoctorFinding> findings)
    {
        var table = new Table().Border(TableBorder.None).AddColumns("", "", "", "round trip", "found", "what to do");
        foreach (var f in findings)
        {
            table.AddRow(
                new Text(f.Word, new Style(f.Health switch { DoctorHealth.Good => Color.Green, DoctorHealth.Doubtful => Color.Yellow, _ => Color.Red })),
                new Text(f.Kind),
                new Text(f.Name),
                new Text(f.RoundTripMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms") : ""),
                new Text(f.Found),
                new Text(f.Advice));
        }

        streams.Ansi.Write(table);
    }

    private static string Summary(bool isSimulated, IReadOnlyCollection<DoctorFinding> findings)
    {
        var bad = findings.Count(f => f.Health == DoctorHealth.Bad);
        var doubtful = findings.Count(f => f.Health == DoctorHealth.Doubtful);
        var words = bad == 0 && doubtful == 0 ? "all is well" : $"{bad} {(bad == 1 ? "does" : "do")} not work, {doubtful} should be looked at";
        return isSimulated ? $"{words}; this laboratory has no devices on ports: it is simulated" : words;
    }
}
