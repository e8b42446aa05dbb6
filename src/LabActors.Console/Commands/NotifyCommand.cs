using System.CommandLine;
using LabActors.Actors.Notifications;
using LabActors.Core.Notifications;
using LabActors.Core.Problems;
using LabActors.Node;

namespace LabActors.Console.Commands;

/// <summary><c>lab notify test</c>: sends a sample event through each configured channel, once, and says what happened. Exit codes: 0 all took it, 1 bad configuration, 2 one did not.</summary>
internal sealed class NotifyCommand(ConsoleStreams streams, QueueOptions options, TimeProvider time)
{
    private readonly Argument<string?> name = new("NAME") { Description = "One hook, or mail; all when left out.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string> kind = new("--event")
    {
        Description = $"Which event: {string.Join(", ", EventNames.All)}.",
        HelpName = "EVENT",
        DefaultValueFactory = _ => EventNames.EndQueue,
    };

    private readonly Option<string?> to = new("--to") { Description = "Address for the sample mail; the group of the configuration when left out.", HelpName = "ADDRESS" };

    /// <summary>The command for the command line.</summary>
    public Command Create()
    {
        kind.AcceptOnlyFromAmong([.. EventNames.All]);
        var test = new Command("test", "Send a sample event through each configured hook, webhook and mail, and say what happened.") { name, options.Lab, kind, to };
        test.SetAction((parsed, stop) => RunAsync(options.Of(parsed, []).Lab, parsed.GetValue(name), parsed.GetRequiredValue(kind), parsed.GetValue(to), stop));
        return new Command("notify", "Hooks, webhooks and mail of experiment events.") { test };
    }

    private async Task<int> RunAsync(string lab, string? only, string kind, string? to, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var channels = NodeFile.Read(lab, problems).Notifications.Channels;
        foreach (var problem in problems)
            await streams.Error.WriteLineAsync(problem.ToString());
        if (problems.Any(p => p.IsError))
            return ExitCodes.Refused;
        var file = Path.Combine(lab, "node.conf");
        var chosen = channels.Where(c => only is null || c.Name == only).ToArray();
        if (chosen.Length == 0)
        {
            await streams.Error.WriteLineAsync(only is null
                ? $"{file}: no hook and no mail is configured (labactors.hooks, labactors.notifications.mail)"
                : $"{file}: there is no hook '{only}'; there are {string.Join(", ", channels.Select(c => c.Name))}");
            return ExitCodes.Refused;
        }

        var failed = false;
        foreach (var channel in chosen)
            failed |= !await SendAsync(channel, EventJson.Sample(kind, time.GetUtcNow()) with { Email = to ?? "" }, stop);
        return failed ? ExitCodes.Failed : ExitCodes.Completed;
    }

    private async Task<bool> SendAsync(INotificationChannel channel, ExperimentEvent sample, CancellationToken stop)
    {
        if (!channel.Wants(sample))
        {
            await streams.Output.WriteLineAsync($"{channel.Name}: passed over, it does not want a {sample.Event}{(channel is MailChannel ? " or has nobody to send it to (--to ADDRESS)" : "")}");
            return true;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(channel.Limit);
        var began = time.GetTimestamp();
        try
        {
            var said = await channel.DeliverAsync(0, sample, limit.Token);
            await streams.Output.WriteLineAsync($"{channel.Name}: taken in {time.GetElapsedTime(began).TotalSeconds:0.0} s{(said.Length > 0 ? $": {said}" : "")}");
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            await streams.Output.WriteLineAsync($"{channel.Name}: NOT taken: no answer within {channel.Limit.TotalSeconds:0.#} s");
            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await streams.Output.WriteLineAsync($"{channel.Name}: NOT taken: {failure.GetBaseException().Message}");
            return false;
        }
    }
}
