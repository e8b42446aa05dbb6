using System.Globalization;
using LabActors.Devices.Transports;
using Serilog;
using Serilog.Core;

namespace LabActors.Node.Hardware;

/// <summary>
/// The file of all transactions of a node's ports, <c>traces/wire-*.jsonl</c> of the data folder, one line each (<see cref="LinkTraceLine"/>); written behind whoever speaks, and the oldest thrown
/// away beyond 200 MB.
/// </summary>
internal sealed class WireTraces : IDisposable
{
    private const long FileBytes = 20_000_000;
    private const int Files = 10;
    private readonly Logger _file;

    public WireTraces(string data) => _file = new LoggerConfiguration()
        .MinimumLevel.Verbose()
        .WriteTo.File(
            Path.Combine(Folder(data), "wire-.jsonl"),
            rollingInterval: RollingInterval.Day,
            rollOnFileSizeLimit: true,
            fileSizeLimitBytes: FileBytes,
            retainedFileCountLimit: Files,
            buffered: true,
            flushToDiskInterval: TimeSpan.FromSeconds(1),
            formatProvider: CultureInfo.InvariantCulture,
            outputTemplate: "{Message:lj}{NewLine}")
        .CreateLogger();

    public static string Folder(string data) => Path.Combine(data, "traces");

    public void Write(LinkTrace trace) => _file.Information("{Line:l}", LinkTraceLine.Write(trace));

    public void Dispose() => _file.Dispose();
}
