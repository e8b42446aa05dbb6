using System.Collections.Immutable;
using LabActors.Core.Notifications;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace LabActors.Actors.Notifications;

/// <summary>A mail to the queue's user and to the laboratory's group, as the queue wants it, with the subjects that Pychron's users know.</summary>
/// <param name="Host">SMTP server.</param>
/// <param name="Security">How the connection is secured.</param>
/// <param name="User">Empty when the server asks for none.</param>
/// <param name="Group">Addresses of the laboratory's group.</param>
public sealed record MailChannel(
    string Host,
    int Port,
    SecureSocketOptions Security,
    string User,
    string Password,
    string From,
    ImmutableArray<string> Group,
    ImmutableHashSet<string> Events,
    TimeSpan Limit) : INotificationChannel
{
    /// <inheritdoc/>
    public string Name => "mail";

    /// <inheritdoc/>
    public bool Wants(ExperimentEvent experiment) => experiment.IsAmong(Events) && Recipients(experiment).Any();

    /// <inheritdoc/>
    public async Task<string> DeliverAsync(long id, ExperimentEvent experiment, CancellationToken stop)
    {
        var message = new MimeMessage { Subject = Subject(experiment), Body = new TextPart("plain") { Text = Body(experiment) } };
        message.From.Add(MailboxAddress.Parse(From));
        message.To.AddRange(Recipients(experiment).Select(MailboxAddress.Parse));
        using var client = new SmtpClient { Timeout = (int)Limit.TotalMilliseconds };
        await client.ConnectAsync(Host, Port, Security, stop).ConfigureAwait(false);
        if (User.Length > 0)
            await client.AuthenticateAsync(User, Password, stop).ConfigureAwait(false);
        var answer = await client.SendAsync(message, stop).ConfigureAwait(false);
        await client.DisconnectAsync(true, stop).ConfigureAwait(false);
        return $"to {string.Join(", ", message.To)}: {answer}";
    }

    /// <summary>
    /// <c>Experiment "NAME" Started</c>, <c>Finished</c>, <c>Stopped</c> (it failed) or <c>Canceled</c> (a person ended it); of what comes in between what it is; without an
    /// experiment of the laboratory.
    /// </summary>
    public static string Subject(ExperimentEvent e) => (e.Queue.Length > 0 ? $"Experiment \"{e.Queue}\" " : "Laboratory: ") + (e.Event, e.State) switch
    {
        (EventNames.StartQueue, _) => "Started",
        (EventNames.EndQueue, "completed") => "Finished",
        (EventNames.EndQueue, "canceled" or "aborted") => "Canceled",
        (EventNames.EndQueue, _) => "Stopped",
        (EventNames.Hold, _) => "Paused",
        (EventNames.Question, _) => "Asks",
        (EventNames.DeviceLost, _) => "Waits for a device",
        (EventNames.DeviceBack, _) => "Has its device again",
        (EventNames.Error, _) => "Error",
        (EventNames.Trip, _) => "A limit has tripped",
        (EventNames.TripReset, _) => "A limit was reset",
        (EventNames.Recovered, _) => "Recovered",
        (EventNames.NodeLost, _) => "A node is lost",
        (EventNames.NodeBack, _) => "A node is back",
        _ => $"{e.Run} {e.State}",
    };

    private IEnumerable<string> Recipients(ExperimentEvent e) => (e.UseEmail && e.Email.Length > 0 ? [e.Email] : Array.Empty<string>())
        .Concat(e.UseGroupEmail ? Group : [])
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private static string Body(ExperimentEvent e)
    {
        string[] lines =
        [
            .. e.Queue.Length > 0 ? [$"queue:       {e.Queue} ({e.QueuePath})"] : Array.Empty<string>(),
            .. e.Run.Length > 0 ? [$"run:         {e.Run} ({e.AnalysisType})"] : Array.Empty<string>(),
            .. e.Queue.Length > 0 ? [$"instrument:  {e.Instrument}{(e.Simulated ? " (SIMULATED)" : "")}", $"operator:    {e.Operator}"] : Array.Empty<string>(),
            $"state:       {e.State}",
            .. e.Cause.Length > 0 ? [$"cause:       {e.Cause}"] : Array.Empty<string>(),
            .. e.Queue.Length > 0 ? [$"runs:        {e.Runs}", $"started:     {e.StartedAt:u}"] : Array.Empty<string>(),
            $"at:          {e.At:u}",
        ];
        return string.Join("\r\n", lines) + "\r\n";
    }
}
