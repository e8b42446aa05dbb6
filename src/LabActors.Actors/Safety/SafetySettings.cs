using System.Collections.Immutable;
using System.Globalization;
using Akka.Configuration;
using LabActors.Core.Safety;

namespace LabActors.Actors.Safety;

/// <summary>What <c>node.conf</c> says of the laboratory's safe state.</summary>
/// <param name="Rules">When it makes itself safe.</param>
/// <param name="EndRuns">How a rule ends runs in flight: <c>cancel</c> or <c>fail</c>.</param>
/// <param name="RunEndLimit">Laboratory time for runs to end before the steps are taken without them.</param>
/// <param name="ScriptLimit">Laboratory time that the laboratory's own script may take.</param>
public sealed record SafetySettings(SafetyRules Rules, string EndRuns, TimeSpan RunEndLimit, TimeSpan ScriptLimit)
{
    /// <summary>Real time without a journal after which extraction devices are switched off and inlets closed without it.</summary>
    public TimeSpan JournalLostLongerThan { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>HOCON section.</summary>
    public const string Section = "labactors.safe-state";

    /// <summary>What holds where nothing is said.</summary>
    public static SafetySettings Default { get; } = new(SafetyRules.None, "cancel", TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(15));

    /// <summary>Reads <see cref="Section"/>; a key that is not there has its default.</summary>
    /// <exception cref="ConfigurationException">A value is not of its form; the message says key, value and form.</exception>
    public static SafetySettings From(Config config)
    {
        var section = config.GetConfig(Section);
        if (section is null || section.IsEmpty)
            return Default;
        var failed = section.GetInt("after-failed-runs", 0);
        if (failed < 0)
            throw Bad("after-failed-runs", failed.ToString(CultureInfo.InvariantCulture), "a number of runs, 0 for never");
        var hold = section.GetTimeSpan("on-hold-longer-than", TimeSpan.Zero);
        var ends = section.GetString("end-runs", Default.EndRuns);
        if (ends is not ("cancel" or "fail"))
            throw Bad("end-runs", ends, "cancel or fail");
        return new SafetySettings(
            new SafetyRules(failed, hold > TimeSpan.Zero ? hold : null, [.. section.GetStringList("at", []).Select(Time)]),
            ends,
            Limit(section, "run-end-limit", Default.RunEndLimit),
            Limit(section, "script-limit", Default.ScriptLimit))
        {
            JournalLostLongerThan = Limit(section, "journal-lost-longer-than", TimeSpan.FromMinutes(2)),
        };
    }

    private static TimeOnly Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time
        : throw Bad("at", text, "times of day such as \"06:00\"");

    private static TimeSpan Limit(Config section, string key, TimeSpan fallback) => section.GetTimeSpan(key, fallback) is var limit && limit > TimeSpan.Zero
        ? limit
        : throw Bad(key, section.GetString(key), "a duration above zero such as 15m");

    private static ConfigurationException Bad(string key, string value, string form) => new($"{Section}.{key} is '{value}': expected {form}.");
}
