using Akka.Configuration;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Supervision;
using LabActors.Core.Execution.Checks;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Tests.Supervision;

/// <summary>The settings of <c>execution.conf</c> as Akka.NET reads them.</summary>
public sealed class ExecutionConfigurationTests
{
    private static (ExecutionSettings Settings, List<(string Key, string Message)> Problems) Read(string overrides)
    {
        var problems = new List<(string Key, string Message)>();
        var config = NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory) { Overrides = overrides });
        return (ExecutionSettings.Read(config, problems), problems);
    }

    [Fact]
    public void The_file_has_the_values_that_the_program_is_delivered_with()
    {
        var (settings, problems) = Read("");

        problems.ShouldBeEmpty();
        settings.Presets.ShouldBeEmpty();
        var (read, expected) = (settings.Checks, CheckSettings.Default);
        (read.Patience, read.MinFreeMemory, read.MinFreeDisk, read.MonitorEvery, read.ExecutesOpenQueues)
            .ShouldBe((expected.Patience, expected.MinFreeMemory, expected.MinFreeDisk, expected.MonitorEvery, expected.ExecutesOpenQueues));
        read.Off.ShouldBe(expected.Off, ignoreOrder: true);
        read.MonitorRules.ShouldBeEmpty();
        read.Decisions.OrderBy(d => d.Key).ShouldBe(expected.Decisions.OrderBy(d => d.Key));
    }

    /// <summary>What is read of a key, each set to something else than the file has: a key that is misspelt, in file or program, fails here.</summary>
    public static TheoryData<string, string, string> Keys
    {
        get
        {
            var data = new TheoryData<string, string, string>
            {
                { "labactors.execution.execute-open-queues", "off", nameof(CheckSettings.ExecutesOpenQueues) },
                { "labactors.run-monitor.every", "7s", nameof(CheckSettings.MonitorEvery) },
                { "labactors.run-monitor.rules", "[\"pressure Bone/IG > 1e-5\", \"output Fusions CO2 < 3\"]", nameof(CheckSettings.MonitorRules) },
                { "labactors.checks.patience", "7s", nameof(CheckSettings.Patience) },
                { "labactors.checks.min-free-memory", "7MB", nameof(CheckSettings.MinFreeMemory) },
                { "labactors.checks.min-free-disk", "7MB", nameof(CheckSettings.MinFreeDisk) },
            };
            foreach (var check in ExecutionChecks.All)
                data.Add($"labactors.checks.{check.Name}.enabled", CheckSettings.Default.Off.Contains(check.Name) ? "on" : "off", nameof(CheckSettings.Off));
            foreach (var (name, setting) in CheckSettings.Default.Decisions)
            {
                data.Add($"labactors.checks.{name}.limit", "7s", nameof(CheckSettings.Decisions));
                var other = Core.Decisions.DecisionCatalog.Find(name)!.Options.FirstOrDefault(o => o != setting.Default);
                if (other is not null)
                    data.Add($"labactors.checks.{name}.default", other, nameof(CheckSettings.Decisions));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_has_its_effect(string key, string value, string property)
    {
        var (settings, problems) = Read($"{key} = {value}");

        problems.ShouldBeEmpty();
        var changed = typeof(CheckSettings).GetProperties()
            .Where(p => p.CanWrite && !Same(p.GetValue(settings.Checks)!, p.GetValue(Read("").Settings.Checks)!))
            .Select(p => p.Name);
        changed.ShouldBe([property]);
        NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory)).HasPath(key).ShouldBeTrue($"{key} is not in execution.conf");
    }

    [Theory]
    [InlineData("labactors.checks.tray.default = later", "labactors.checks.tray.default: found 'later'; expected one of set, continue, stop")]
    [InlineData("labactors.checks.tray.enabled = perhaps", "labactors.checks.tray.enabled: found 'perhaps'; expected on or off")]
    [InlineData("labactors.checks.patience = 0s", "labactors.checks.patience: found '0s'; expected a time above zero, such as 30s")]
    [InlineData("labactors.run-monitor.rules = [\"pressure IG > 1\"]", "labactors.run-monitor.rules: found 'pressure IG > 1'; expected 'pressure CONTROLLER/GAUGE > NUMBER' or 'output DEVICE > NUMBER' (or <)")]
    [InlineData("labactors.decisions { tray = later }", "labactors.decisions.tray: 'later' is no answer to tray: expected set, continue, stop")]
    [InlineData("labactors.decisions { trey = set }", "labactors.decisions.trey: there is no decision 'trey'; there are unfinished-experiment, persistence, ")]
    public void What_is_wrong_is_told_with_its_key(string overrides, string expected)
    {
        var problem = Read(overrides).Problems.ShouldHaveSingleItem();
        $"{problem.Key}: {problem.Message}".ShouldStartWith(expected);
    }

    [Fact]
    public void Answers_given_beforehand_are_read_by_name() =>
        Read("labactors.decisions { locked-valves = yes, preceding-blank = bu-FC-J-07 }").Settings.Presets.OrderBy(p => p.Key)
            .ShouldBe([new("locked-valves", "yes"), new("preceding-blank", "bu-FC-J-07")]);

    private static bool Same(object left, object right) => (left, right) switch
    {
        (IEnumerable<KeyValuePair<string, DecisionSetting>> a, IEnumerable<KeyValuePair<string, DecisionSetting>> b) => a.OrderBy(d => d.Key).SequenceEqual(b.OrderBy(d => d.Key)),
        (IReadOnlySet<string> a, IReadOnlySet<string> b) => a.SetEquals(b),
        (IEnumerable<MonitorRule> a, IEnumerable<MonitorRule> b) => a.SequenceEqual(b),
        _ => left.Equals(right),
    };
}
