using System.Runtime.InteropServices;
using System.Text;

namespace LabActors.Console.Commands;

/// <summary>
/// Standard input. A terminal is only looked at while a question is open and this process is in its foreground: reading it from the background
/// would stop the process, and a queue with it.
/// </summary>
public sealed class ProcessAnswers : IAnswerInput
{
    // Real time between looks at the keyboard.
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    public async Task<string?> ReadLineAsync(CancellationToken stop)
    {
        if (System.Console.IsInputRedirected)
            return await System.Console.In.ReadLineAsync(stop);
        var line = new StringBuilder();
        using var looks = new PeriodicTimer(Look);
        while (await looks.WaitForNextTickAsync(stop))
        {
            while (IsInForeground() && System.Console.KeyAvailable)
            {
                var key = System.Console.ReadKey(intercept: true);
                if (key.Key == ConsoleKey.Enter)
                    return line.ToString();
                if (key.Key == ConsoleKey.Backspace)
                    line.Length = Math.Max(0, line.Length - 1);
                else if (!char.IsControl(key.KeyChar))
                    line.Append(key.KeyChar);
            }
        }

        return null;
    }

    private static bool IsInForeground() => OperatingSystem.IsWindows() || TerminalGroup(0) == ProcessGroup();

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    private static extern int TerminalGroup(int descriptor);

    [DllImport("libc", EntryPoint = "getpgrp")]
    private static extern int ProcessGroup();
}
