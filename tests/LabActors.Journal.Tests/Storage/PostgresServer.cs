using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dapper;
using LabActors.Journal.Storage;
using Npgsql;

namespace LabActors.Journal.Tests.Storage;

/// <summary>
/// A PostgreSQL server of the tests' own: made from the machine's binaries in a temporary folder, on a free port of the
/// loopback interface, and removed at the end.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder;
    private readonly string _data;
    private readonly int _port;
    private int _databases;

    private PostgresServer(string folder, int port)
    {
        _folder = folder;
        _data = Path.Combine(folder, "data");
        _port = port;
    }

    /// <summary>Why there can be no server; null when there can.</summary>
    public static string? Missing { get; } =
        Binaries is null ? "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin nor on the PATH" : null;

    private static string? Binaries =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(folder => IsThere(new FileInfo(Path.Combine(folder, "initdb"))));

    // A link that leads nowhere exists too.
    private static bool IsThere(FileInfo program) => program.Exists && program.ResolveLinkTarget(returnFinalTarget: true) is null or { Exists: true };

    public static PostgresServer Start()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-pg-").FullName;
        var server = new PostgresServer(folder, FreePort());
        try
        {
            server.Begin();
            return server;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private void Begin()
    {
        if (Environment.IsPrivilegedProcess)
            Run("chown", ["-R", Account, _folder]);
        Control("initdb", "-D", _data, "-U", "lab", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C");
        ComeBack();
    }

    /// <summary>The server is gone from one moment to the next.</summary>
    public void Vanish() => Control("pg_ctl", "-D", _data, "-m", "immediate", "-w", "stop");

    /// <summary>It is there again, with what it had.</summary>
    public void ComeBack()
    {
        var options = $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=50";
        Control("pg_ctl", "-D", _data, "-l", Path.Combine(_folder, "log"), "-w", "-o", options, "start");
    }

    /// <summary>An empty database.</summary>
    public JournalDatabase CreateDatabase()
    {
        var name = $"lab{Interlocked.Increment(ref _databases)}";
        using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        connection.Execute($"CREATE DATABASE {name}");
        return JournalDatabase.PostgreSql(ConnectionTo(name));
    }

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Vanish();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Account => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private string ConnectionTo(string database) => $"Host=127.0.0.1;Port={_port};Username=lab;Database={database};Maximum Pool Size=10";

    private void Control(string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries!, program);

        // The server refuses to run as root.
        if (Environment.IsPrivilegedProcess)
            Run("runuser", ["-u", Account, "--", path, .. arguments], _folder);
        else
            Run(path, arguments, _folder);
    }

    private static void Run(string program, string[] arguments, string? folder = null)
    {
        // To a file: the server that pg_ctl leaves behind would keep a pipe open.
        var output = Path.GetTempFileName();
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$OUT\" 2>&1", "sh", program, .. arguments])
        {
            WorkingDirectory = folder ?? Path.GetTempPath(),
            Environment = { ["OUT"] = output },
        })!;
        var ended = process.WaitForExit(TimeSpan.FromMinutes(1));
        var said = File.ReadAllText(output);
        File.Delete(output);
        if (!ended || process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed: {said}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
