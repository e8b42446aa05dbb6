using Akka.Configuration;
using LabActors.Core.Recovery;

namespace LabActors.Actors.Execution;

/// <summary>Section <c>labactors.recovery</c> of the HOCON.</summary>
public static class RecoveryConfiguration
{
    private const string Section = "labactors.recovery";

    /// <summary>As a node's configuration says.</summary>
    /// <exception cref="ConfigurationException">A policy is none of <c>auto, ask, hold</c>, or a window is no time.</exception>
    public static RecoverySettings Of(Config config)
    {
        var standard = RecoverySettings.Default;
        return new RecoverySettings(
            Step(config, "extraction", standard.Extraction), Step(config, "measurement", standard.Measurement), Step(config, "post-measurement", standard.PostMeasurement));
    }

    private static StepRecovery Step(Config config, string step, StepRecovery standard)
    {
        var key = $"{Section}.steps.{step}";
        var policy = config.GetString($"{key}.policy", "");
        var window = config.GetTimeSpan($"{key}.window", standard.Window, allowInfinite: false);
        if (window <= TimeSpan.Zero)
            throw new ConfigurationException($"{key}.window: found '{config.GetString($"{key}.window", "")}'; expected a time above zero, such as 15m");
        return new StepRecovery(Policy(config, policy.Length > 0 ? $"{key}.policy" : $"{Section}.policy"), window);
    }

    private static RecoveryPolicy Policy(Config config, string key) => config.GetString(key, "auto") switch
    {
        "auto" => RecoveryPolicy.Auto,
        "ask" => RecoveryPolicy.Ask,
        "hold" => RecoveryPolicy.Hold,
        var other => throw new ConfigurationException($"{key}: found '{other}'; expected auto, ask or hold"),
    };
}
