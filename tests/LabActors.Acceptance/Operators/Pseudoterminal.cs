using System.Diagnostics;
using System.Globalization;
using System.Text;
using LabActors.Console.Tests.FullScreen;
using LabActors.Testing;

namespace LabActors.Acceptance.Operators;

/// <summary>The real program in a pseudo-terminal, as a person has it before them: its screen is read, keys are typed, the window is resized. Python's <c>pty</c> makes the terminal.</summary>
internal sealed class Pseudoterminal : IAsyncDisposable
{
    // Real time after which a test that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly VirtualTerminal _screen;
    private readonly Lock _gate = new();
    private readonly Task _reading;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Pseudoterminal(Process process, int columns, int rows)
    {
        (_process, _screen) = (process, new VirtualTerminal(columns, rows));
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>What stands on the screen.</summary>
    public string[] Lines
    {
        get
        {
            lock (_gate)
                return _screen.Lines();
        }
    }

    /// <summary>True while the alternate screen is shown, or the cursor is not.</summary>
    public bool IsTaken
    {
        get
        {
            lock (_gate)
                return _screen.IsAlternate || !_screen.ShowsCursor;
        }
    }

    /// <summary>Starts the program that is behind <c>./lab</c>.</summary>
    public static Pseudoterminal Start(int columns, int rows, params string[] arguments) => new(
        Process.Start(new ProcessStartInfo("python3",
        [
            Path.Combine(SourceTree.Root, "tests", "LabActors.Acceptance", "Operators", "person.py"),
            columns.ToString(CultureInfo.InvariantCulture),
            rows.ToString(CultureInfo.InvariantCulture),
            "dotnet",
            "exec",
            Path.Combine(AppContext.BaseDirectory, "LabActors.Console.dll"),
            .. arguments,
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!,
        columns,
        rows);

    /// <summary>Waits until a text stands on the screen.</summary>
    public Task WhenShowsAsync(string text) => WhenAsync(lines => lines.Any(line => line.Contains(text, StringComparison.Ordinal)), text);

    /// <summary>Waits until the screen is as a person waits for it.</summary>
    public async Task WhenAsync(Func<string[], bool> fits, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (fits(_screen.Lines()))
                    return;
                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"'{what}' was not shown; the screen is:\n{string.Join('\n', Lines)}");
            }

            if (_reading.IsFaulted)
                await _reading;
            if (_reading.IsCompleted && !fits(Lines))
                throw new InvalidOperationException($"the program ended before '{what}' was shown; the screen is:\n{string.Join('\n', Lines)}");
        }
    }

    /// <summary>Types.</summary>
    public Task TypeAsync(string keys) => CommandAsync($"type {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(keys))}");

    /// <summary>Makes the window another size.</summary>
    public Task ResizeAsync(int columns, int rows)
    {
        lock (_gate)
            _screen.Resize(columns, rows);
        return CommandAsync($"size {columns} {rows}");
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        await CommandAsync("kill");
        await EndAsync();
    }

    /// <summary>Waits for the end of the program; its exit code.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            // Whoever commands is gone: the program is killed.
            _process.StandardInput.Close();
            await EndAsync();
        }

        _process.Dispose();
    }

    private async Task CommandAsync(string line)
    {
        await _process.StandardInput.WriteAsync($"{line}\n");
        await _process.StandardInput.FlushAsync();
    }

    private async Task ReadAsync()
    {
        var bytes = new byte[64 * 1024];
        for (int read; (read = await _process.StandardOutput.BaseStream.ReadAsync(bytes)) > 0;)
            Change(() => _screen.Write(bytes.AsSpan(0, read)));
        Change(() => { });
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            var changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            changed.SetResult();
        }
    }
}
