using System.Globalization;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LabActors.Node;

/// <summary>The node's log: a file a day in <c>logs</c> of the data folder, thirty days kept; errors also on standard error.</summary>
public static class NodeLog
{
    /// <summary>Makes the log; disposing it writes what is left.</summary>
    public static Logger Create(string data) => new LoggerConfiguration()
        .MinimumLevel.Information()
        .Enrich.FromLogContext()
        .WriteTo.File(
            Path.Combine(data, "logs", "node-.log"),
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: 30,
            formatProvider: CultureInfo.InvariantCulture,
            outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj} {Properties:j}{NewLine}{Exception}")
        .WriteTo.Console(
            restrictedToMinimumLevel: LogEventLevel.Error,
            standardErrorFromLevel: LogEventLevel.Verbose,
            formatProvider: CultureInfo.InvariantCulture)
        .CreateLogger();
}
