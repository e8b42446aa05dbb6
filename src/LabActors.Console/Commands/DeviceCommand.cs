using System.CommandLine;
using LabActors.Console.Attaching;
using LabActors.Node.Hardware;

namespace LabActors.Console.Commands;

/// <summary>
/// <c>lab device NAME state|trace|send</c>: of the node that runs, or with <c>--lab</c> at the device itself where no node of that laboratory runs. Exit codes: 0 done, 1 refused or not answered, 69 no node answers, 77 the node
/// refused who it was.
/// </summary>
internal sealed class DeviceCommand(ConsoleStreams streams, QueueOptions options, VerbCommands verbs, DemoFolder? demo)
{
    private readonly Argument<string> _name = new("NAME") { Description = "The device, as lab.yaml names it." };
    private readonly Argument<string?> _action = new("state|trace|send") { Description = "What it says of itself; its last transactions; send it TEXT.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _text = new("TEXT") { Description = "For send: as it goes out, with <CR>, <LF>, <B5> and so on for what cannot be typed.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int?> _last = new("--last") { Description = $"For trace: how many transactions; {DeviceDesk.TracesShown} when left out.", HelpName = "N" };
    private readonly Option<string?> _lab = new("--lab") { Description = "Of the laboratory in this folder: its node is asked, and where none runs on this computer the device itself.", HelpName = "DIR" };
    private readonly Option<string?> _why = new("--why") { Description = "Why, for the journal.", HelpName = "TEXT" };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        var access = new AccessOptions(demo);
        var command = new Command("device", "What a device on a port says of itself, what went over its wire, or send it something by hand.")
        {
            _name, _action, _text, _last, _lab, options.Ports, _why, access.Node, access.Data, access.As, access.TokenFile, access.Certs, access.Cert, options.Json,
        };
        command.Validators.Add(result =>
        {
            var action = result.GetValue(_action) ?? "state";
            if (action is not ("state" or "trace" or "send"))
                result.AddError($"found '{action}', expected state, trace or send");
            if (action == "send" == string.IsNullOrEmpty(result.GetValue(_text)))
                result.AddError(action == "send" ? "expected the TEXT to send" : $"found '{result.GetValue(_text)}' behind {action}, expected nothing");
            if (result.GetValue(options.Ports) is not null && result.GetValue(_lab) is null)
                result.AddError("--ports was given without --lab");
        });
        command.SetAction(async (parsed, stop) => parsed.GetValue(_lab) is { } lab
            ? await OfLabAsync(parsed, access, lab, stop)
            : await verbs.RunAsync(await access.OfAsync(parsed, null, streams.Error), Typed(parsed), parsed.GetValue(options.Json), stop));
        return command;
    }

    // One word: blanks and the sign of a reason would be taken apart on the way.
    private string Typed(ParseResult parsed)
    {
        var why = parsed.GetValue(_why) is { } reason ? $" # {reason}" : "";
        return parsed.GetValue(_action) switch
        {
            "trace" => $"device trace {parsed.GetValue(_name)} {parsed.GetValue(_last) ?? DeviceDesk.TracesShown}",
            "send" => $"device send {parsed.GetValue(_name)} {parsed.GetValue(_text)!.Replace(" ", "<20>", StringComparison.Ordinal).Replace("#", "<23>", StringComparison.Ordinal)}{why}",
            _ => $"device {parsed.GetValue(_name)}",
        };
    }

    private async Task<int> OfLabAsync(ParseResult parsed, AccessOptions access, string folder, CancellationToken stop)
    {
        var (lab, problems) = LabBench.Read(folder, parsed.GetValue(options.Ports));
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (lab is null)
            return ExitCodes.Refused;
        if (access.RunningOn(parsed.GetValue(access.Data), lab.Name, withPorts: true) is { } running)
        {
            await streams.Error.WriteLineAsync($"a node runs on {running}: it is asked");
            return await verbs.RunAsync(access.OfOwner(running, streams.Error), Typed(parsed), parsed.GetValue(options.Json), stop);
        }

        var name = parsed.GetValue(_name)!;
        var answer = await LabBench.AtAsync(lab, parsed.GetValue(access.Data) ?? Path.Combine(DemoFolder.Data(demo), "node"), desk => parsed.GetValue(_action) switch
        {
            "trace" => Task.FromResult(desk.Trace(name, parsed.GetValue(_last) ?? DeviceDesk.TracesShown)),
            "send" => desk.SendAsync(name, parsed.GetValue(_text)!, stop),
            _ => desk.StateAsync(name, stop),
        });
        return await verbs.TellAsync(answer, parsed.GetValue(options.Json));
    }
}
