using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using LabActors.Actors.Time;

namespace LabActors.Actors.Scripts;

/// <summary>
/// A bare CPython that runs the host: no site packages, no user settings, hash seed pinned. A thread of its own starts
/// it, reads it and reaps it, so that no mailbox ever waits for it. While it computes, the laboratory clock is held:
/// from the start and from each answer until its next request has been handed to the sink. A script that computes
/// without end is stopped by the host, which knows the line, or else killed from here a little later.
/// </summary>
public sealed class PythonScriptProcess(
    PythonRuntime runtime, IClockHolds holds, string name, ScriptLimits limits, Action<HostMessage> sink) : IPythonProcess
{
    /// <summary>What the host gets on top of the script's own bound: it stops the script itself first.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private readonly List<ReadOnlyMemory<byte>> early = [];
    private readonly Queue<string> complaints = new();
    private Process? process;
    private Stream? input;
    private Timer? watchdog;
    private Timer? grace;
    private Timer? lastResort;
    private IDisposable? hold;
    private IDisposable? cancelHold;
    private string? killed;
    private long computingSince;
    private volatile bool finished;
    private bool over;

    /// <inheritdoc/>
    public void Start(ReadOnlyMemory<byte> first)
    {
        Compute();
        new Thread(() => Run(first), 512 * 1024) { IsBackground = true, Name = $"script {name}" }.Start();
    }

    /// <inheritdoc/>
    public void Send(ReadOnlyMemory<byte> line)
    {
        Compute();
        Write(line);
    }

    /// <inheritdoc/>
    public void Cancel(string reason, TimeSpan patience)
    {
        lock (gate)
        {
            if (over || grace is not null)
                return;
            cancelHold = holds.Hold($"script {name} is being canceled");
            grace = new Timer(_ => Kill($"it did not stop within {patience.TotalSeconds:0.#} s of being canceled"), null, patience, Timeout.InfiniteTimeSpan);
        }

        Write(HostReply.Cancel(reason));
    }

    /// <inheritdoc/>
    public void Kill(string reason)
    {
        lock (gate)
        {
            if (over || killed is not null)
                return;
            killed = reason;

            // a child of the script may keep the process's output open for ever: then nobody waits for its end
            lastResort = new Timer(_ => End(reason), null, Patience, Timeout.InfiniteTimeSpan);

            // walking the process tree takes milliseconds, which no caller has
            if (process is { } running)
                ThreadPool.UnsafeQueueUserWorkItem(KillTree, running, preferLocal: false);
        }
    }

    /// <summary>Ends the process: by itself when its script is over (it reads the end of its input), by force when not.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (finished && !over && input is { } open)
            {
                input = null;
                open.Dispose();
                grace ??= new Timer(_ => Kill("it did not end by itself"), null, Patience, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Kill("it is no longer wanted");
    }

    private static void KillTree(Process running)
    {
        try
        {
            running.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // it was gone already, which the reader reports
        }
    }

    /// <summary>Arguments are bounded by the host, in characters, which have up to four bytes.</summary>
    private int LongestLine => 4 * limits.MessageBytes;

    private void Compute()
    {
        Interlocked.Exchange(ref hold, holds.Hold($"script {name} is computing"))?.Dispose();
        Volatile.Write(ref computingSince, Environment.TickCount64);
    }

    private void Write(ReadOnlyMemory<byte> line)
    {
        lock (gate)
        {
            if (input is null)
            {
                if (!over)
                    early.Add(line);
                return;
            }

            try
            {
                input.Write(line.Span);
                input.Flush();
            }
            catch (IOException)
            {
                // the process is gone; its reader reports how
            }
        }
    }

    private void Run(ReadOnlyMemory<byte> first)
    {
        var end = "it could not be started";
        try
        {
            var running = Launch();
            Open(running, first);
            watchdog = new Timer(_ => Watch(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            if (!LineReader.ReadAll(running.StandardOutput.BaseStream, LongestLine, Deliver))
                Kill($"it sent a line of more than {LongestLine} bytes");
            running.WaitForExit();
            end = Death(running.ExitCode);
        }
        catch (Exception error) when (error is Win32Exception or IOException or InvalidOperationException)
        {
            end = $"{runtime.Executable}: {error.Message}";
        }
        finally
        {
            End(end);
        }
    }

    private Process Launch()
    {
        var launched = new Process { StartInfo = PythonHost.StartInfo(runtime) };
        launched.ErrorDataReceived += (_, line) => Complain(line.Data);
        launched.Start();
        launched.BeginErrorReadLine();
        return launched;
    }

    private void Open(Process running, ReadOnlyMemory<byte> first)
    {
        var stream = running.StandardInput.BaseStream;
        lock (gate)
        {
            process = running;
            if (killed is not null)
                ThreadPool.UnsafeQueueUserWorkItem(KillTree, running, preferLocal: false);
        }

        stream.Write(PythonHost.Program);
        stream.Write(first.Span);
        stream.Flush();
        lock (gate)
        {
            input = stream;
            foreach (var line in early)
                stream.Write(line.Span);
            stream.Flush();
            early.Clear();
        }
    }

    private bool Deliver(ReadOnlySpan<byte> line)
    {
        HostMessage message;
        try
        {
            message = HostMessage.Parse(line);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            Kill($"it sent a line that is not of the protocol: {error.Message}");
            return false;
        }

        if (!message.HandsOver)
        {
            sink(message);
            return true;
        }

        finished = message is HostMessage.Ended { Outcome: not "stuck" };

        // the clock is let go only when the message is where the clock counts it; the sink may already answer
        Volatile.Write(ref computingSince, 0);
        var held = Interlocked.Exchange(ref hold, null);
        sink(message);
        held?.Dispose();
        return true;
    }

    private void Watch()
    {
        var since = Volatile.Read(ref computingSince);
        if (since != 0 && Environment.TickCount64 - since > (limits.Computing + Patience).TotalMilliseconds)
            Kill($"it computed for more than {limits.Computing.TotalSeconds:0.#} s without calling a command");
    }

    private void Complain(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (complaints)
        {
            complaints.Enqueue(line.Length > 300 ? line[..300] : line);
            if (complaints.Count > 5)
                complaints.Dequeue();
        }
    }

    private string Death(int code)
    {
        lock (complaints)
        {
            var said = complaints.Count > 0 ? $": {string.Join(" / ", complaints)}" : "";
            return $"its process ended with exit code {code}{said}";
        }
    }

    private void End(string end)
    {
        string? why;
        lock (gate)
        {
            if (over)
                return;
            over = true;
            why = killed;
            input = null;
            watchdog?.Dispose();
            grace?.Dispose();
            lastResort?.Dispose();
        }

        sink(new HostMessage.Exited(why ?? end, why is not null));
        process?.Dispose();
        Interlocked.Exchange(ref hold, null)?.Dispose();
        Interlocked.Exchange(ref cancelHold, null)?.Dispose();
    }
}
