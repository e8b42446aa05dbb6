using System.CommandLine;
using System.CommandLine.Help;
using LabActors.Console.Archive;
using LabActors.Console.Attaching;
using LabActors.Console.Conditionals;
using LabActors.Console.FullScreen;
using LabActors.Console.Recovery;
using LabActors.Console.Replay;
using LabActors.Console.Screen;
using LabActors.Console.Security;
using LabActors.Console.Session;
using LabActors.Console.Trace;

namespace LabActors.Console.Commands;

/// <summary>The commands behind <c>./lab</c>. <c>test</c> is the launcher's (tools/launcher), since it builds.</summary>
public sealed class LabCommandLine(ILaboratory laboratory, ConsoleStreams streams, ProgramStops stops, TimeProvider time, DemoFolder? demo)
{
    /// <summary>All commands and their options.</summary>
    public Command Create()
    {
        var lab = new Command("lab", "LabActors runs automated experiments on noble-gas mass spectrometers.")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            Demo(),
            Run(),
            Check(),
            new NodeCommand(laboratory, streams, stops, new QueueOptions(demo, time), new VerbCommands(streams, demo), demo).Create(),
            new EstimateCommand(laboratory, streams, time, demo).Create(),
            new TraceCommand().Create(),
            new ConditionalsCommand(demo).Create(),
            new ImportCommand(streams).Create(),
            new NotifyCommand(streams, new QueueOptions(demo, time), time).Create(),
            new SafeCommand(laboratory, streams, stops, new QueueOptions(demo, time)).Create(),
            new TortureCommand(streams, stops.Interrupts, demo, time).Create(),
            new SimulateCommand(streams, stops, new QueueOptions(demo, time)).Create(),
            new PowerLossCommand(streams, new QueueOptions(demo, time)).Create(),
            new DoctorCommand(streams, new QueueOptions(demo, time), new VerbCommands(streams, demo), demo).Create(),
            new DeviceCommand(streams, new QueueOptions(demo, time), new VerbCommands(streams, demo), demo).Create(),
            new RunsCommand(demo, streams).Create(),
            new AgesCommand(demo, streams).Create(),
            new ShowCommand(demo, streams).Create(),
            new PlotCommand(demo, streams).Create(),
            new ExportCommand(demo, streams).Create(),
            new ReplayCommand(demo, streams, stops.Interrupts, time, Renderer).Create(),
            new WhyCommand(demo, streams).Create(),
            new VerifyCommand(demo, streams).Create(),
            new RecoverCommand(demo, streams, new QueueOptions(demo, time)).Create(),
            new UserCommand(streams, new QueueOptions(demo, time), time).Create(),
            new CertCommand(streams, new QueueOptions(demo, time), time).Create(),
            new LogCommand(streams, stops.Interrupts, demo).Create(),
            new AttachCommand(streams, stops.Interrupts, demo, Renderer).Create(),
        };
        var verbs = new VerbCommands(streams, demo);
        lab.Add(new LineCommand(verbs, streams, demo, time).Create());
        foreach (var verb in verbs.Create())
            lab.Add(verb);
        return lab;
    }

    /// <summary>Runs a command line and returns the exit code. Bad usage is one line on standard error.</summary>
    public async Task<int> RunAsync(string[] arguments, CancellationToken stop)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            var command = parsed.CommandResult.Command.Name;
            var name = command == "lab" ? "lab" : $"lab {command}";
            await streams.Error.WriteLineAsync($"{name}: {string.Join("; ", parsed.Errors.Select(error => error.Message.TrimEnd('.')))} ({name} --help)");
            return ExitCodes.Usage;
        }

        // Signals are handled by the commands: the first Ctrl-C is not the end of the process.
        var configuration = new InvocationConfiguration
        {
            Output = streams.Output,
            Error = streams.Error,
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(configuration, stop);
    }

    private Command Demo()
    {
        var options = new QueueOptions(demo, time);
        var command = new Command("demo", "Run the demo queue on the simulated laboratory.")
        {
            options.Time, options.Seed, options.Data, options.Decide, options.StartAt, options.StopAt, options.Json, options.Plain,
        };
        command.SetAction((parsed, stop) => ExecuteAsync(parsed, options, options.Of(parsed, [demo?.Queue ?? "demo.txt"]), stop));
        return command;
    }

    private Command Run()
    {
        var options = new QueueOptions(demo, time);
        var command = new Command("run", "Run queue files.")
        {
            options.Queues, options.Lab, options.Scripts, options.Data, options.Time, options.Ports, options.Faults, options.Seed, options.Outage, options.Decide, options.StartAt, options.StopAt, options.Json, options.Plain,
        };
        command.SetAction((parsed, stop) => ExecuteAsync(parsed, options, options.Of(parsed, [.. parsed.GetRequiredValue(options.Queues)]), stop));
        return command;
    }

    private Command Check()
    {
        var options = new QueueOptions(demo, time);
        var explain = new Option<bool>("--explain") { Description = "Explain every check that is made before an execution, a queue and a run; without queues too." };
        options.Queues.Arity = ArgumentArity.ZeroOrMore;
        var command = new Command("check", "Tell every problem of queue files, their scripts and their laboratory; nothing moves.")
        {
            options.Queues, options.Lab, options.Scripts, options.Json, explain,
        };
        command.Validators.Add(result =>
        {
            var queues = result.GetValue(options.Queues) ?? [];
            foreach (var option in queues.Where(queue => queue.StartsWith('-')))
                result.AddError($"there is no option '{option}'");
            if (queues.Length == 0 && !result.GetValue(explain))
                result.AddError("Required argument missing for command: 'check': QUEUE.txt, or --explain");
        });
        command.SetAction((parsed, stop) => new QueueCheck(laboratory, streams).RunAsync(
            options.Of(parsed, [.. parsed.GetValue(options.Queues) ?? []]), parsed.GetValue(options.Json), parsed.GetValue(explain), stop));
        return command;
    }

    private Task<int> ExecuteAsync(ParseResult parsed, QueueOptions options, LabOptions asked, CancellationToken stop)
    {
        // A program that reads --json has standard input for its commands; any other pipe may hold what is meant for another program.
        var json = parsed.GetValue(options.Json);
        var renderer = Renderer(json, parsed.GetValue(options.Plain));
        return new QueueExecution(laboratory, renderer, stops, streams.Error, streams.Typed, json || streams.Typed.IsPerson).RunAsync(asked, stop);
    }

    private IConsoleRenderer Renderer(bool json, bool plain)
    {
        if (json)
            return new JsonConsole(streams.Output, streams.Error);

        // A full screen needs a person who sees it and has keys.
        return plain || !streams.IsTerminal || !streams.Typed.IsPerson
            ? new PlainConsole(streams.Ansi, streams.Output)
            : new FullScreenConsole(streams.Ansi, streams.Output, streams.Keys(), TimeProvider.System);
    }
}
