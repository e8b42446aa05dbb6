using System.Diagnostics;
using System.Globalization;
using LabActors.Actors.Operators;
using LabActors.Console.Attaching;
using LabActors.Core.Labs;
using LabActors.Journal.Storage;
using LabActors.Node.Archive;
using LabActors.Node.Operators;
using LabActors.Node.Security;

namespace LabActors.Console.Torture;

/// <summary>A node of a torture: a process of its own, which is started again on the same data folder.</summary>
/// <param name="definition">As the laboratory's file has it.</param>
/// <param name="place">Its number, from 0.</param>
/// <param name="folder">What is its own: <c>lab</c>, <c>data</c>, <c>node.log</c>.</param>
/// <param name="journal">Where its journal is.</param>
/// <param name="console">How a console comes to it from without; null within one computer.</param>
internal sealed class TorturedNode(NodeDefinition definition, int place, string folder, JournalDatabase journal, INodeNetwork network, ConsoleAccess? console) : IAsyncDisposable
{
    private Process? _process;

    /// <summary>Its name.</summary>
    public string Name => definition.Name;

    /// <summary>Its number, from 0.</summary>
    public int Place => place;

    /// <summary>Whether it has a vote.</summary>
    public bool Votes => definition.Voter;

    /// <summary>Its data folder.</summary>
    public string Data => Path.Combine(folder, "data");

    /// <summary>Its laboratory's folder.</summary>
    public string Lab => Path.Combine(folder, "lab");

    /// <summary>What its journal says.</summary>
    public NodeFacts Facts { get; } = new(journal);

    /// <summary>True while it was sent SIGSTOP.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>True while its process is there.</summary>
    public bool Lives => _process is { HasExited: false };

    /// <summary>Starts the process; it is not waited for.</summary>
    public void Start()
    {
        _process?.Dispose();
        string[] node =
        [
            .. network.On(place), Environment.ProcessPath!, "exec", typeof(TorturedNode).Assembly.Location,
            "node", "--node", Name, "--lab", Lab, "--data", Data, "--time", "x10", "--listen", console is null ? "127.0.0.1:0" : console.Node.ToString(),
        ];
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >>\"$LOG\" 2>&1 </dev/null", "sh", .. node])
        {
            Environment =
            {
                ["LOG"] = Path.Combine(folder, "node.log"),

                // A node is killed before a second compilation of what it runs often has paid: a third of its processor time.
                ["DOTNET_TC_CallCounting"] = "0",
            },
        })!;
        IsStopped = false;
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGSTOP, or SIGCONT.</summary>
    public async Task StopAsync(bool stops)
    {
        if (!Lives)
            return;
        await SignalAsync(stops ? "STOP" : "CONT");
        IsStopped = stops;
    }

    /// <summary>SIGTERM, and waits for the end.</summary>
    /// <returns>How it ended when that was not as it should; null when it was.</returns>
    public async Task<string?> EndAsync(TimeSpan limit)
    {
        if (!Lives)
            return Died;
        await SignalAsync("TERM");
        try
        {
            await _process!.WaitForExitAsync().WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{Name} has not ended {limit.TotalSeconds:0} s after SIGTERM");
        }

        return _process.ExitCode == 0 ? null : Died;
    }

    /// <summary>How its process ended.</summary>
    public string Died => string.Create(CultureInfo.InvariantCulture, $"{Name} ended with exit code {_process?.ExitCode}: {File.ReadLines(Path.Combine(folder, "node.log")).LastOrDefault()}");

    /// <summary>Types a line at it, as an operator does. One that cannot be reached answers that it cannot.</summary>
    public async Task<CommandAnswer> DoAsync(string line, CancellationToken stop)
    {
        if (Access() is not { } access)
            return CommandAnswer.No("it does not listen yet");
        var (connection, _, refused) = await NodeConnection.OpenAsync(access, "command", null, _ => { }, stop);
        if (connection is null)
            return CommandAnswer.No(refused!.Why);
        await using (connection)
            return await connection.DoAsync(line);
    }

    /// <summary>Opens its journal beside it.</summary>
    public JournalArchive Archive() => new(Data, journal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Lives)
            await KillAsync();
        _process?.Dispose();
    }

    private ConsoleAccess? Access()
    {
        if (console is not null)
            return console;
        return Lives && NodeAddress.Read(Data) is { } at && at.Process == _process!.Id && OperatorToken.Read(Data).Token is { } token
            ? new ConsoleAccess(new ConsoleAddress(at.Host, at.Port), Environment.UserName, token)
            : null;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process!.Id}")]);
        await kill.WaitForExitAsync();
    }
}
