using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace LabActors.Acceptance.Recovery;

/// <summary>The real program, as <c>./lab</c> starts it, in a process of its own that can be killed.</summary>
internal sealed class LabProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly ConcurrentQueue<string> _all = new();

    private LabProcess(Process process)
    {
        _process = process;
        void Hear(string? line)
        {
            if (line is null)
                return;
            _all.Enqueue(line);
            _lines.Writer.TryWrite(line);
        }

        process.OutputDataReceived += (_, e) => Hear(e.Data);
        process.ErrorDataReceived += (_, e) => Hear(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _ = CompleteAsync();
    }

    /// <summary>Everything that it has said, for the message of a test that fails.</summary>
    public string Said => string.Join('\n', _all.TakeLast(60));

    /// <summary>All lines that it has said so far.</summary>
    public IEnumerable<string> Lines => _all;

    public static LabProcess Start(params string[] arguments) => new(Process.Start(new ProcessStartInfo(
        "dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "LabActors.Console.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!);

    /// <summary>Waits for so many lines; false when it has ended before.</summary>
    public async Task<bool> ReadAsync(int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            if (!await _lines.Reader.WaitToReadAsync().AsTask().WaitAsync(Patience))
                return false;
            await _lines.Reader.ReadAsync();
        }

        return true;
    }

    /// <summary>Waits for a line that holds a text; false when it has ended before.</summary>
    public async Task<bool> ReadAsync(string text)
    {
        while (await _lines.Reader.WaitToReadAsync().AsTask().WaitAsync(Patience))
        {
            if ((await _lines.Reader.ReadAsync()).Contains(text, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>A signal by its name, such as TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Waits for its end; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private async Task CompleteAsync()
    {
        await _process.WaitForExitAsync();
        _lines.Writer.TryComplete();
    }
}
