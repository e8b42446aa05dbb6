using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using LogEvent = Akka.Event.LogEvent;

namespace LabActors.Actors.Logging;

/// <summary>
/// Writes Akka's log to Serilog; named in <c>akka.loggers</c>. Owns nothing, persists nothing, lives as long as the actor system.
/// A message's <c>{Named}</c> holes become properties, and each event has <c>SourceContext</c> (the class that logs), <c>ActorPath</c>
/// where an actor logs, or <c>LogSource</c> where none does, and <c>ActorSystemThread</c>.
/// </summary>
public sealed class SerilogLoggerActor : ReceiveActor, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly ILogger _logger;

    /// <summary>Takes the logger of the <see cref="SerilogSetup"/>, or else <see cref="Log.Logger"/>.</summary>
    public SerilogLoggerActor()
    {
        _logger = Context.System.Settings.Setup.Get<SerilogSetup>() is { HasValue: true, Value: var setup } ? setup.Logger : Log.Logger;
        Receive<LogEvent>(Write);
        Receive<InitializeLogger>(_ => Sender.Tell(new LoggerInitialized()));
    }

    private void Write(LogEvent entry)
    {
        var level = LevelOf(entry.LogLevel());
        if (!_logger.IsEnabled(level))
            return;

        var logger = _logger
            .ForContext(Constants.SourceContextPropertyName, entry.LogClass.FullName)
            .ForContext(entry.LogSource.Contains("akka://", StringComparison.Ordinal) ? "ActorPath" : "LogSource", PathOf(entry.LogSource))
            .ForContext("ActorSystemThread", entry.Thread.ManagedThreadId);
        if (entry.Message is LogMessage message)
            logger.Write(level, entry.Cause, message.Format, [.. message.Parameters()]);
        else
            logger.Write(level, entry.Cause, "{Message:l}", entry.Message);
    }

    // Akka writes an actor's source as "[akka://system/user/x#123]" or "akka://system/user/x".
    private static string PathOf(string source) => source.Trim('[', ']').Split('#')[0];

    private static LogEventLevel LevelOf(LogLevel level) =>
        level switch
        {
            LogLevel.DebugLevel => LogEventLevel.Debug,
            LogLevel.InfoLevel => LogEventLevel.Information,
            LogLevel.WarningLevel => LogEventLevel.Warning,
            _ => LogEventLevel.Error,
        };
}
