using System.Collections.Immutable;
using Akka.Configuration;
using LabActors.Core.Decisions;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>The settings of <c>hocon/execution.conf</c>, under what a laboratory and the command line say.</summary>
/// <param name="Checks">Checks, monitor, defaults and limits of decisions.</param>
/// <param name="Presets">Answers given beforehand, by the names of the decisions.</param>
public sealed record ExecutionSettings(CheckSettings Checks, ImmutableDictionary<string, string> Presets)
{
    private const string Section = "labactors.checks";
    private const string Monitor = "labactors.run-monitor";

    /// <summary>Reads the settings.</summary>
    /// <param name="problems">Receives what is wrong, each with its key.</param>
    public static ExecutionSettings Read(Config config, ICollection<(string Key, string Message)> problems)
    {
        var checks = new CheckSettings
        {
            ExecutesOpenQueues = Flag(config, "labactors.execution.execute-open-queues", problems),
            Patience = Time(config, $"{Section}.patience", problems),
            MinFreeMemory = Megabytes(config, $"{Section}.min-free-memory", problems),
            MinFreeDisk = Megabytes(config, $"{Section}.min-free-disk", problems),
            MonitorEvery = Time(config, $"{Monitor}.every", problems),
            MonitorRules = Rules(config, problems),
            Off = [.. ExecutionChecks.All.Select(c => c.Name).Where(name => !Flag(config, $"{Section}.{name}.enabled", problems))],
            Decisions = DecisionCatalog.All.ToImmutableDictionary(d => d.Name, d => Decision(config, d, problems)),
        };
        return new ExecutionSettings(checks, Answers(config, problems));
    }

    private static ImmutableDictionary<string, string> Answers(Config config, ICollection<(string, string)> problems)
    {
        const string Key = "labactors.decisions";
        var presets = ImmutableDictionary.CreateBuilder<string, string>();
        if (config.GetConfig(Key) is not { IsEmpty: false } section)
            return presets.ToImmutable();
        foreach (var (name, value) in section.AsEnumerable())
        {
            var answer = value.GetString() ?? "";
            if (DecisionCatalog.AgainstPreset(name, answer) is { Length: > 0 } problem)
                problems.Add(($"{Key}.{name}", problem));
            else
                presets[name] = answer;
        }

        return presets.ToImmutable();
    }

    private static DecisionSetting Decision(Config config, DecisionDefinition decision, ICollection<(string, string)> problems)
    {
        var key = $"{Section}.{decision.Name}";
        var answer = config.GetString($"{key}.default", "");
        if (!decision.Options.Contains(answer))
            problems.Add(($"{key}.default", $"found '{answer}'; expected one of {string.Join(", ", decision.Options)}"));
        return new DecisionSetting(answer, Time(config, $"{key}.limit", problems));
    }

    private static ImmutableArray<MonitorRule> Rules(Config config, ICollection<(string, string)> problems)
    {
        var rules = ImmutableArray.CreateBuilder<MonitorRule>();
        foreach (var text in config.GetStringList($"{Monitor}.rules") ?? [])
        {
            if (MonitorRule.Parse(text, out var problem) is { } rule)
                rules.Add(rule);
            else
                problems.Add(($"{Monitor}.rules", problem));
        }

        return rules.ToImmutable();
    }

    private static bool Flag(Config config, string key, ICollection<(string, string)> problems)
    {
        var text = config.GetString(key, "");
        if (text is "on" or "off" or "true" or "false")
            return text is "on" or "true";
        problems.Add((key, $"found '{text}'; expected on or off"));
        return true;
    }

    private static TimeSpan Time(Config config, string key, ICollection<(string, string)> problems)
    {
        var time = config.HasPath(key) ? config.GetTimeSpan(key, TimeSpan.Zero, allowInfinite: false) : TimeSpan.Zero;
        if (time <= TimeSpan.Zero)
            problems.Add((key, $"found '{config.GetString(key, "")}'; expected a time above zero, such as 30s"));
        return time;
    }

    private static double Megabytes(Config config, string key, ICollection<(string, string)> problems)
    {
        if (config.HasPath(key) && config.GetByteSize(key) is { } bytes)
            return bytes / 1e6;
        problems.Add((key, $"found '{config.GetString(key, "")}'; expected a size, such as 500MB"));
        return 0;
    }
}
