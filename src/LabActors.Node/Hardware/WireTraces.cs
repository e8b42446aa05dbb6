using System.Collections.Immutable;
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
    private const int Kept = 200;
    private readonly Logger _file;
    private readonly LinkTraces _last = new(Kept);

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

    /// <summary>The last transactions of a device, oldest first.</summary>
    public ImmutableArray<LinkTrace> Last(string device) => _last.Of(device);

    /// <summary>The last transactions of a device that a data folder holds, oldest first; lines that are no transactions are passed over, since the newest may be half written.</summary>
    public static ImmutableArray<LinkTrace> Read(string data, string device)
    {
        if (!Directory.Exists(Folder(data)))
            return [];
        var last = new LinkTraces(Kept);
        foreach (var file in Directory.EnumerateFiles(Folder(data), "wire-*.jsonl").Order(StringComparer.Ordinal).TakeLast(2))
        {
            using var lines = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            while (lines.ReadLine() is { } line)
            {
                if (LinkTraceLine.TryRead(line) is { } trace)
                    last.Add(trace);
            }
        }

        return last.Of(device);
    }

    public void Write(LinkTrace trace)
    {
        _last.Add(trace);
        _file.Information("{Line:l}", LinkTraceLine.Write(trace));
    }

    public void Dispose() => _file.Dispose();
}
