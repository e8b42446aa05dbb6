using System.Text;

namespace LabActors.Console.Typing;

/// <summary>
/// Standard input. A terminal is only looked at while this process is in its foreground: reading it from the background would stop the process,
/// and a queue with it. A pipe or file is read on a thread of its own: the reader of standard input blocks, and takes no heed of a token.
/// </summary>
/// <param name="redirected">The pipe or file; null for a terminal.</param>
public sealed class StandardInput(TextReader? redirected) : ITypedLines
{
    // Real time between looks at the keyboard.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly StringBuilder _typed = new();
    private Task<string?>? _coming;

    /// <summary>That of the process.</summary>
    public static StandardInput OfProcess() => new(System.Console.IsInputRedirected ? System.Console.In : null);

    /// <inheritdoc/>
    public bool IsPerson => redirected is null;

    /// <inheritdoc/>
    public Task<string?> ReadLineAsync(CancellationToken stop) =>
        redirected is null ? ReadKeysAsync(stop) : ReadRedirectedAsync(redirected, stop);

    private async Task<string?> ReadRedirectedAsync(TextReader reader, CancellationToken stop)
    {
        _coming ??= Task.Factory.StartNew(reader.ReadLine, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var line = await _coming.WaitAsync(stop);
        _coming = null;
        return line;
    }

    private async Task<string?> ReadKeysAsync(CancellationToken stop)
    {
        using var looks = new PeriodicTimer(Look);
        while (await looks.WaitForNextTickAsync(stop))
        {
            while (Foreground.IsOurs() && System.Console.KeyAvailable)
            {
                var key = System.Console.ReadKey(intercept: true);
                if (key.Key == ConsoleKey.Enter)
                {
                    var line = _typed.ToString();
                    _typed.Clear();
                    return line;
                }

                if (key.Key == ConsoleKey.Backspace)
                    _typed.Length = Math.Max(0, _typed.Length - 1);
                else if (!char.IsControl(key.KeyChar))
                    _typed.Append(key.KeyChar);
            }
        }

        return null;
    }
}
