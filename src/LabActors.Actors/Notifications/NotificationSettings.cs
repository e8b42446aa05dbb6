using System.Collections.Immutable;
using Akka.Configuration;
using LabActors.Core.Notifications;
using MailKit.Security;

namespace LabActors.Actors.Notifications;

/// <summary>Hooks and notifications as <c>node.conf</c> has them (docs/hooks.md).</summary>
/// <param name="DrainLimit">Real time that the end of <c>lab run</c> waits for what is due.</param>
public sealed record NotificationSettings(ImmutableArray<INotificationChannel> Channels, RetryRule Retry, TimeSpan DrainLimit)
{
    private const string HooksSection = "labactors.hooks";
    private const string Section = "labactors.notifications";

    /// <summary>What mail is sent of when nothing else is configured.</summary>
    public static ImmutableArray<string> MailEvents { get; } =
    [
        EventNames.StartQueue, EventNames.EndQueue, $"{EventNames.EndRun}:failed", $"{EventNames.EndRun}:interrupted", EventNames.Hold, EventNames.Question,
        EventNames.DeviceLost, EventNames.Error, EventNames.Trip, EventNames.TripReset, EventNames.Recovered, EventNames.NodeLost,
    ];

    /// <summary>None.</summary>
    public static NotificationSettings None { get; } = new([], RetryRule.Default, TimeSpan.FromSeconds(10));

    /// <summary>True when mail can be sent: a queue that wants mail on a laboratory without is told before it starts.</summary>
    public bool HasMail => Channels.Any(c => c is MailChannel);

    /// <summary>Reads both sections; a key that is not there has its default.</summary>
    /// <param name="folder">Where commands run.</param>
    /// <exception cref="ConfigurationException">A value is not of its form; the message says key, value and form.</exception>
    public static NotificationSettings From(Config config, string folder)
    {
        var channels = ImmutableArray.CreateBuilder<INotificationChannel>();
        var hooks = config.GetConfig(HooksSection);
        if (hooks is { IsEmpty: false })
        {
            foreach (var name in hooks.Root.GetObject().Items.Keys.Order(StringComparer.Ordinal))
                channels.Add(Hook(name, hooks.GetConfig(name) ?? throw Bad(HooksSection, name, "", "a section with a command or a url"), folder));
        }

        var section = config.GetConfig(Section);
        if (section is null || section.IsEmpty)
            return None with { Channels = channels.ToImmutable() };
        if (section.GetConfig("mail") is { IsEmpty: false } mail && mail.GetString("host", "").Length > 0)
            channels.Add(Mail(mail));
        var retry = RetryRule.Default;
        return new NotificationSettings(
            channels.ToImmutable(),
            new RetryRule(
                Duration(section, Section, "retry-first", retry.First),
                Duration(section, Section, "retry-longest", retry.Longest),
                Duration(section, Section, "give-up-after", retry.GiveUpAfter)),
            Duration(section, Section, "drain", None.DrainLimit));
    }

    private static INotificationChannel Hook(string name, Config hook, string folder)
    {
        var section = $"{HooksSection}.{name}";
        if (name == "mail")
            throw Bad(HooksSection, name, "", "another name: mail is the notification's");
        var command = hook.GetStringList("command", []);
        var url = hook.GetString("url", "");
        var events = Events(hook, section, EventNames.All);
        var limit = Duration(hook, section, "timeout", TimeSpan.FromSeconds(30));
        return (command.Count, url) switch
        {
            ( > 0, "") => new CommandChannel(name, [.. command], Path.GetFullPath(folder), events, limit),
            (0, not "") => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? new WebhookChannel(name, new Uri(url), events, limit)
                : throw Bad(section, "url", url, "an http or https address"),
            _ => throw Bad(section, "command", string.Join(' ', command), "either a command, as a list of words, or a url"),
        };
    }

    private static MailChannel Mail(Config mail)
    {
        const string Key = Section + ".mail";
        var from = mail.GetString("from", "");
        if (!MimeKit.MailboxAddress.TryParse(from, out _))
            throw Bad(Key, "from", from, "a mail address");
        var group = mail.GetStringList("group", []);
        foreach (var address in group.Where(a => !MimeKit.MailboxAddress.TryParse(a, out _)))
            throw Bad(Key, "group", address, "mail addresses");
        return new MailChannel(
            mail.GetString("host"),
            mail.GetInt("port", 25),
            mail.GetString("security", "starttls") switch
            {
                "none" => SecureSocketOptions.None,
                "starttls" => SecureSocketOptions.StartTls,
                "tls" => SecureSocketOptions.SslOnConnect,
                var other => throw Bad(Key, "security", other, "none, starttls or tls"),
            },
            mail.GetString("user", ""),
            mail.GetString("password", ""),
            from,
            [.. group],
            Events(mail, Key, MailEvents),
            Duration(mail, Key, "timeout", TimeSpan.FromSeconds(30)));
    }

    private static ImmutableHashSet<string> Events(Config config, string section, ImmutableArray<string> fallback)
    {
        var names = config.GetStringList("events", []);
        foreach (var name in names.Where(n => !EventNames.All.Contains(n.Split(':')[0])))
            throw Bad(section, "events", name, $"{string.Join(", ", EventNames.All)}, or one of them with a state behind it, as END_RUN:failed");
        return names.Count > 0 ? [.. names] : [.. fallback];
    }

    private static TimeSpan Duration(Config config, string section, string key, TimeSpan fallback) => config.GetTimeSpan(key, fallback) is var time && time > TimeSpan.Zero
        ? time
        : throw Bad(section, key, config.GetString(key), "a duration above zero such as 30s");

    private static ConfigurationException Bad(string section, string key, string value, string form) => new($"{section}.{key} is '{value}': expected {form}.");
}
