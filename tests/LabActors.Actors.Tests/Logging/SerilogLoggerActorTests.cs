using System.Threading.Channels;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Logging;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using LogEvent = Serilog.Events.LogEvent;

namespace LabActors.Actors.Tests.Logging;

public sealed class SerilogLoggerActorTests
{
    [Fact]
    public async Task What_an_actor_logs_arrives_with_its_properties_its_path_and_its_class()
    {
        var sink = new Sink();
        await using var node = Logged(sink, LogEventLevel.Information);
        node.System.ActorOf(Props.Create(() => new Talker()), "talker").Tell("C-45");
        var entry = await sink.First(entry => entry.MessageTemplate.Text.StartsWith("Valve", StringComparison.Ordinal));

        entry.MessageTemplate.Text.ShouldBe("Valve {Valve} is {State} after {Seconds} s");
        entry.RenderMessage().ShouldBe("Valve \"C-45\" is \"open\" after 1.5 s");
        entry.Level.ShouldBe(LogEventLevel.Warning);
        entry.Exception!.Message.ShouldBe("no answer");
        entry.Properties["Valve"].ShouldBe(new ScalarValue("C-45"));
        entry.Properties["Seconds"].ShouldBe(new ScalarValue(1.5));
        entry.Properties["ActorPath"].ShouldBe(new ScalarValue("akka://test/user/talker"));
        entry.Properties["SourceContext"].ToString().ShouldContain(nameof(Talker));
    }

    [Fact]
    public async Task Levels_are_akkas_and_what_serilog_does_not_want_is_not_written()
    {
        var sink = new Sink();
        await using var node = Logged(sink, LogEventLevel.Warning);
        node.System.Log.Info("not wanted");
        node.System.Log.Warning("wanted {0}", 1);
        node.System.Log.Error("badly wanted");
        await sink.First(entry => entry.Level == LogEventLevel.Error);

        sink.Events.Where(entry => entry.RenderMessage().Contains("wanted", StringComparison.Ordinal)).Select(entry => (entry.Level, entry.RenderMessage()))
            .ShouldBe([(LogEventLevel.Warning, "wanted 1"), (LogEventLevel.Error, "badly wanted")]);
    }

    [Fact]
    public async Task Braces_in_a_plain_message_are_no_template()
    {
        var sink = new Sink();
        await using var node = Logged(sink, LogEventLevel.Information);
        node.System.EventStream.Publish(new Warning("source", typeof(SerilogLoggerActorTests), "{\"json\": 1}"));
        await sink.First(entry => entry.RenderMessage() == "{\"json\": 1}");
    }

    private static TestNode Logged(Sink sink, LogEventLevel minimum) =>
        TestNode.OnRealTime(setups: new SerilogSetup(new LoggerConfiguration().MinimumLevel.Is(minimum).WriteTo.Sink(sink).CreateLogger()));

    private sealed class Sink : ILogEventSink
    {
        private readonly Channel<LogEvent> _emitted = Channel.CreateUnbounded<LogEvent>();

        public List<LogEvent> Events { get; } = [];

        public void Emit(LogEvent logEvent) => _emitted.Writer.TryWrite(logEvent);

        /// <summary>Waits for the first event of the kind; what came until then is in <see cref="Events"/>.</summary>
        public async Task<LogEvent> First(Predicate<LogEvent> kind)
        {
            using var patience = new CancellationTokenSource(TestNode.Patience);
            while (true)
            {
                Events.Add(await _emitted.Reader.ReadAsync(patience.Token));
                if (kind(Events[^1]))
                    return Events[^1];
            }
        }
    }

    private sealed class Talker : ReceiveActor
    {
        public Talker()
        {
            var log = Context.GetLogger();
            Receive<string>(valve =>
            {
                log.Warning(new TimeoutException("no answer"), "Valve {Valve} is {State} after {Seconds} s", valve, "open", 1.5);
            });
        }
    }
}
