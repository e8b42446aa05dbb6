using Akka.Actor;
using Akka.Configuration;
using LabActors.Actors.Notifications;
using LabActors.Actors.Safety;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Safety;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Tests.Supervision;

/// <summary>The effective value of each setting, read as Akka.NET reads it: a key that is misspelt would read as zero.</summary>
public sealed class NodeConfigurationTests
{
    [Theory]
    [InlineData("akka.logger-formatter", "Akka.Event.SemanticLogMessageFormatter, Akka")]
    [InlineData("akka.loglevel", "INFO")]
    [InlineData("akka.stdout-loglevel", "WARNING")]
    [InlineData("akka.log-dead-letters", "20")]
    [InlineData("akka.log-dead-letters-during-shutdown", "off")]
    [InlineData("akka.log-dead-letters-suspend-duration", "1m")]
    [InlineData("akka.actor.provider", "local")]
    [InlineData("akka.actor.ask-timeout", "30s")]
    [InlineData("akka.actor.debug.unhandled", "on")]
    [InlineData("akka.actor.serializers.lab-journal", "LabActors.Journal.Serialization.JournalSerializer, LabActors.Journal")]
    [InlineData("akka.actor.serialization-bindings.\"LabActors.Core.Journal.IJournalEvent, LabActors.Core\"", "lab-journal")]
    [InlineData("akka.actor.serialization-bindings.\"LabActors.Core.Journal.IJournalSnapshot, LabActors.Core\"", "lab-journal")]
    [InlineData("akka.persistence.max-concurrent-recoveries", "20")]
    [InlineData("akka.coordinated-shutdown.run-by-clr-shutdown-hook", "off")]
    [InlineData("akka.coordinated-shutdown.run-by-actor-system-terminate", "on")]
    [InlineData("akka.coordinated-shutdown.terminate-actor-system", "on")]
    [InlineData("akka.coordinated-shutdown.exit-clr", "off")]
    [InlineData("akka.coordinated-shutdown.default-phase-timeout", "5s")]
    [InlineData("akka.coordinated-shutdown.phases.before-service-unbind.timeout", "1d")]
    [InlineData("akka.coordinated-shutdown.phases.actor-system-terminate.timeout", "15s")]
    [InlineData("labactors.stop.safe-state", "60s")]
    [InlineData("labactors.stop.whole", "90s")]
    [InlineData("labactors.stop.protection", "20s")]
    [InlineData("labactors.stop.policy", "safe")]
    [InlineData("labactors.stop.runs", "6h")]
    [InlineData("labactors.cluster.numbers-patience", "5s")]
    [InlineData("labactors.cluster.take-over-after", "15m")]
    [InlineData("labactors.export.format", "")]
    [InlineData("labactors.export.folder", "")]
    [InlineData("labactors.export.remote", "")]
    [InlineData("labactors.export.time-zone", "")]
    [InlineData("labactors.export.retry-first", "1s")]
    [InlineData("labactors.export.retry-longest", "1h")]
    [InlineData("labactors.export.told-after", "5")]
    [InlineData("labactors.results.retry-first", "1s")]
    [InlineData("labactors.results.retry-longest", "5m")]
    [InlineData("labactors.results.told-after", "5")]
    [InlineData("labactors.notifications.mail.host", "")]
    [InlineData("labactors.notifications.mail.port", "25")]
    [InlineData("labactors.notifications.mail.security", "starttls")]
    [InlineData("labactors.notifications.mail.user", "")]
    [InlineData("labactors.notifications.mail.password", "")]
    [InlineData("labactors.notifications.mail.from", "")]
    [InlineData("labactors.notifications.mail.timeout", "30s")]
    [InlineData("labactors.notifications.retry-first", "1m")]
    [InlineData("labactors.notifications.retry-longest", "1h")]
    [InlineData("labactors.notifications.give-up-after", "24h")]
    [InlineData("labactors.notifications.drain", "10s")]
    [InlineData("labactors.snapshots.every", "1000")]
    [InlineData("labactors.safe-state.after-failed-runs", "0")]
    [InlineData("labactors.safe-state.on-hold-longer-than", "0s")]
    [InlineData("labactors.safe-state.end-runs", "cancel")]
    [InlineData("labactors.safe-state.run-end-limit", "20m")]
    [InlineData("labactors.safe-state.script-limit", "15m")]
    [InlineData("labactors.safe-state.journal-lost-longer-than", "2m")]
    [InlineData("labactors.recovery.policy", "auto")]
    [InlineData("labactors.recovery.steps.extraction.window", "15m")]
    [InlineData("labactors.recovery.steps.measurement.window", "1h")]
    [InlineData("labactors.recovery.steps.post-measurement.window", "12h")]
    [InlineData("labactors.runs.device-unavailable.limit", "5m")]
    [InlineData("labactors.runs.device-unavailable.first-retry", "1s")]
    [InlineData("labactors.runs.device-unavailable.longest-retry", "30s")]
    [InlineData("labactors.cluster.hardware-patience", "25s")]
    [InlineData("labactors.conditionals.termination-cancels-queue", "off")]
    [InlineData("labactors.dispatchers.serial-port.type", "PinnedDispatcher")]
    [InlineData("labactors.dispatchers.serial-port.executor", "fork-join-executor")]
    [InlineData("labactors.dispatchers.serial-port.throughput", "1")]
    [InlineData("labactors.dispatchers.blocking-io.type", "ForkJoinDispatcher")]
    [InlineData("labactors.dispatchers.blocking-io.throughput", "1")]
    [InlineData("labactors.dispatchers.blocking-io.dedicated-thread-pool.thread-count", "4")]
    [InlineData("labactors.dispatchers.blocking-io.dedicated-thread-pool.threadtype", "background")]
    public void Every_node_has(string key, string value) =>
        Effective(new NodeSettings(JournalDatabase.Memory)).GetString(key).ShouldBe(value);

    [Theory]
    [InlineData("akka.scheduler.implementation", "LabActors.Actors.Time.VirtualTimeScheduler, LabActors.Actors")]
    [InlineData("akka.actor.default-dispatcher.executor", "LabActors.Actors.Time.CountingExecutorConfigurator, LabActors.Actors")]
    [InlineData("akka.actor.internal-dispatcher.executor", "LabActors.Actors.Time.CountingExecutorConfigurator, LabActors.Actors")]
    [InlineData("labactors.clock.pace", "virtual")]
    public void A_simulation_has(string key, string value) =>
        Effective(new NodeSettings(JournalDatabase.Memory) { Clock = VirtualClockOptions.Default }).GetString(key).ShouldBe(value);

    [Theory]
    [InlineData(JournalProvider.Sqlite, "SQLite.MS")]
    [InlineData(JournalProvider.PostgreSql, "PostgreSQL.15")]
    public void A_journal_in_a_database_has(JournalProvider provider, string name)
    {
        var config = Effective(new NodeSettings(new JournalDatabase(provider, "Host=\"a b\"; Password='\\x$y'")));
        config.GetString("akka.persistence.journal.plugin").ShouldBe("akka.persistence.journal.sql");
        config.GetString("akka.persistence.snapshot-store.plugin").ShouldBe("akka.persistence.snapshot-store.sql");
        config.GetString("akka.persistence.journal.sql.class").ShouldBe("Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql");
        config.GetString("akka.persistence.snapshot-store.sql.class").ShouldBe("Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql");
        foreach (var plugin in new[] { "akka.persistence.journal.sql", "akka.persistence.snapshot-store.sql" })
        {
            config.GetString($"{plugin}.provider-name").ShouldBe(name);
            config.GetString($"{plugin}.connection-string").ShouldBe("Host=\"a b\"; Password='\\x$y'");
            config.GetString($"{plugin}.table-mapping").ShouldBe("default");
            config.GetBoolean($"{plugin}.auto-initialize").ShouldBeTrue();
            config.GetString($"{plugin}.serializer").ShouldBe("lab-journal");
        }

        config.GetInt("akka.persistence.journal.sql.parallelism").ShouldBe(1);
        config.GetInt("akka.persistence.journal.sql.buffer-size").ShouldBe(5_000);
        config.GetInt("akka.persistence.journal.sql.batch-size").ShouldBe(100);
        config.GetString("akka.persistence.journal.sql.replay-filter.mode").ShouldBe("off");
        config.GetInt("akka.persistence.journal.sql.circuit-breaker.max-failures").ShouldBe(1_000_000_000);
        config.GetInt("akka.persistence.snapshot-store.sql.circuit-breaker.max-failures").ShouldBe(1_000_000_000);
        config.GetTimeSpan("akka.persistence.journal.sql.circuit-breaker.call-timeout").ShouldBe(TimeSpan.FromSeconds(10));
        config.GetTimeSpan("akka.persistence.journal.sql.circuit-breaker.reset-timeout").ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_journal_in_memory_has()
    {
        var config = Effective(new NodeSettings(JournalDatabase.Memory));
        config.GetString("akka.persistence.journal.plugin").ShouldBe("akka.persistence.journal.inmem");
        config.GetString("akka.persistence.journal.inmem.class").ShouldBe("Akka.Persistence.Journal.MemoryJournal, Akka.Persistence");
        config.GetString("akka.persistence.journal.inmem.replay-filter.mode").ShouldBe("off");
        config.GetString("akka.persistence.snapshot-store.plugin").ShouldBe("akka.persistence.snapshot-store.inmem");
        config.GetString("akka.persistence.snapshot-store.inmem.class").ShouldBe("Akka.Persistence.Snapshot.MemorySnapshotStore, Akka.Persistence");
    }

    [Fact]
    public void Every_key_of_every_file_is_asserted_above()
    {
        // A key added to a file without a test of its effective value fails here.
        var tested = File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "LabActors.Actors.Tests", "Supervision", "NodeConfigurationTests.cs"));
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "hocon"), "*.conf");
        files.Length.ShouldBeGreaterThanOrEqualTo(5);
        string[] mine = ["node.conf", "simulation.conf", "persistence-sqlite.conf", "persistence-postgresql.conf", "persistence-memory.conf"];
        foreach (var file in files.Where(file => mine.Contains(Path.GetFileName(file))))
        {
            var keys = ConfigurationFactory.ParseString(File.ReadAllText(file)).Root.GetObject().Items;
            foreach (var key in Leaves(keys, ""))
                tested.ShouldContain(key, Case.Sensitive, $"{Path.GetFileName(file)}: {key}");
        }

        static IEnumerable<string> Leaves(IDictionary<string, Akka.Configuration.Hocon.HoconValue> items, string prefix) =>
            items.SelectMany(item => item.Value.IsObject()
                ? Leaves(item.Value.GetObject().Items, item.Key)
                : [item.Key.Contains(',') ? item.Key.Split(',')[0] : item.Key]);
    }

    [Fact]
    public async Task The_loggers_are_ours_and_the_clock_reads_its_section()
    {
        var options = new VirtualClockOptions(new DateTimeOffset(2030, 2, 3, 4, 5, 6, TimeSpan.FromHours(2)), ClockPace.Times(50), TimeSpan.FromSeconds(2.5));
        var config = Effective(new NodeSettings(JournalDatabase.Memory) { Clock = options });
        config.GetStringList("akka.loggers").ShouldBe(["LabActors.Actors.Logging.SerilogLoggerActor, LabActors.Actors"]);
        VirtualClockOptions.From(config).ShouldBe(options with { Start = options.Start.ToUniversalTime() });

        var system = ActorSystem.Create("test", config);
        LabClock.Of(system).Virtual!.Pace.ShouldBe(ClockPace.Times(50));
        LabClock.Of(system).Now.ShouldBeInRange(options.Start, options.Start.AddHours(1));
        await system.Terminate();
    }

    [Fact]
    public void The_clocks_own_defaults_are_those_of_the_file() =>
        VirtualClockOptions
            .From(ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(SourceTree.Root, "hocon", "simulation.conf"))))
            .ShouldBe(VirtualClockOptions.Default);

    [Theory]
    [InlineData("labactors.clock.start = yesterday", "labactors.clock.start is 'yesterday'")]
    [InlineData("labactors.clock.pace = x0", "labactors.clock.pace is 'x0'")]
    [InlineData("labactors.clock.stall-after = 0s", "labactors.clock.stall-after is '0s'")]
    public void A_setting_of_the_clock_that_is_not_of_its_form_is_refused_by_name(string hocon, string expected) =>
        Should.Throw<ConfigurationException>(() => VirtualClockOptions.From(ConfigurationFactory.ParseString(hocon))).Message.ShouldContain(expected);

    [Fact]
    public void Nobody_is_told_of_anything_by_default()
    {
        var config = Effective(new NodeSettings(JournalDatabase.Memory));
        config.GetStringList("labactors.notifications.mail.group").ShouldBeEmpty();
        config.GetStringList("labactors.notifications.mail.events").ShouldBe(NotificationSettings.MailEvents);
        config.GetConfig("labactors.hooks").IsEmpty.ShouldBeTrue();
        var settings = NotificationSettings.From(config, ".");
        settings.Channels.ShouldBeEmpty();
        (settings with { Channels = [] }).ShouldBe(NotificationSettings.None);
    }

    [Theory]
    [InlineData("hooks { x { timeout = 3s } }", "labactors.hooks.x.command is ''")]
    [InlineData("hooks { x { url = \"ftp://here\" } }", "labactors.hooks.x.url is 'ftp://here'")]
    [InlineData("hooks { x { command = [\"a\"], events = [\"START\"] } }", "labactors.hooks.x.events is 'START'")]
    [InlineData("notifications { mail { host = h } }", "labactors.notifications.mail.from is ''")]
    [InlineData("notifications { mail { host = h, from = \"a@b.c\", security = maybe } }", "labactors.notifications.mail.security is 'maybe'")]
    public void A_hook_that_is_not_of_its_form_is_refused_by_name(string hocon, string expected) =>
        Should.Throw<ConfigurationException>(() => NotificationSettings.From(ConfigurationFactory.ParseString($"labactors {{ {hocon} }}"), ".")).Message.ShouldContain(expected);

    [Fact]
    public void The_safe_states_own_defaults_are_those_of_the_file()
    {
        var config = Effective(new NodeSettings(JournalDatabase.Memory));
        config.GetStringList("labactors.safe-state.at").ShouldBeEmpty();
        var settings = SafetySettings.From(config);
        settings.Rules.Any.ShouldBeFalse();
        (settings with { Rules = SafetyRules.None }).ShouldBe(SafetySettings.Default);
    }

    [Theory]
    [InlineData("after-failed-runs = -1", "labactors.safe-state.after-failed-runs is '-1'")]
    [InlineData("at = [\"6 am\"]", "labactors.safe-state.at is '6 am'")]
    [InlineData("end-runs = maybe", "labactors.safe-state.end-runs is 'maybe'")]
    [InlineData("script-limit = 0s", "labactors.safe-state.script-limit is '0s'")]
    public void A_setting_of_the_safe_state_that_is_not_of_its_form_is_refused_by_name(string hocon, string expected) =>
        Should.Throw<ConfigurationException>(() => SafetySettings.From(ConfigurationFactory.ParseString($"labactors.safe-state {{ {hocon} }}"))).Message.ShouldContain(expected);

    [Fact]
    public void Overrides_come_over_everything()
    {
        var settings = new NodeSettings(JournalDatabase.Memory) { Clock = VirtualClockOptions.Default, Overrides = "akka.loglevel = DEBUG\nlabactors.clock.pace = real" };
        var config = Effective(settings);
        config.GetString("akka.loglevel").ShouldBe("DEBUG");
        VirtualClockOptions.From(config).Pace.ShouldBe(ClockPace.Real);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var settings = new NodeSettings(JournalDatabase.Memory) { HoconFolder = Path.Combine(Path.GetTempPath(), "no-such-folder") };
        Should.Throw<ConfigurationException>(() => NodeConfiguration.Load(settings)).Message.ShouldContain("node.conf: there is no such file");
    }

    [Fact]
    public void What_akka_cannot_read_is_refused_with_the_place()
    {
        var settings = new NodeSettings(JournalDatabase.Memory) { Overrides = "akka { actor { a = 1 }, loglevel = INFO }" };
        Should.Throw<ConfigurationException>(() => NodeConfiguration.Load(settings)).Message.ShouldStartWith("The overrides: Akka.NET cannot read this HOCON");
    }

    private static Config Effective(NodeSettings settings) =>
        NodeConfiguration.Load(settings).WithFallback(ConfigurationFactory.Default());
}
