using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dapper;
using Npgsql;

namespace LabActors.Journal.Storage;

/// <summary>
/// A PostgreSQL server for tests and torture: made from the machine's binaries in a temporary folder, on a free port, and removed at the end. It lets in
/// whoever reaches it: the loopback interface, or a network that nobody else is in.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly string _folder;
    private readonly string _data;
    private readonly IPAddress _address;
    private readonly int _port;
    private int _databases;
    private bool _left;

    private PostgresServer(string folder, IPAddress address, int port)
    {
        _folder = folder;
        _data = Path.Combine(folder, "data");
        _address = address;
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

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="address">Where it listens; loopback when null.</param>
    /// <exception cref="InvalidOperationException">It cannot be made or does not start; the message has what the program said.</exception>
    public static PostgresServer Start(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var folder = Directory.CreateTempSubdirectory("labactors-pg-").FullName;
        var server = new PostgresServer(folder, address, FreePort(address));
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
        if (!IPAddress.IsLoopback(_address))
            File.AppendAllText(Path.Combine(_data, "pg_hba.conf"), $"host all all {_address}/24 trust\n");
        ComeBack();
    }

    /// <summary>The server is gone from one moment to the next.</summary>
    public void Vanish() => Control("pg_ctl", "-D", _data, "-m", "immediate", "-w", "stop");

    /// <summary>It is there again, with what it had.</summary>
    public void ComeBack()
    {
        var options = $"-p {_port} -c listen_addresses={_address} -c unix_socket_directories='' -c fsync=off -c max_connections=100";
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

    /// <summary>Ends it and leaves its files, for somebody who wants to look at them.</summary>
    /// <returns>Where they are; <c>pg_ctl -D</c> of that starts it again.</returns>
    public string Leave()
    {
        _left = true;
        NpgsqlConnection.ClearAllPools();
        Vanish();
        return _data;
    }

    /// <summary>Ends and removes it.</summary>
    public void Dispose()
    {
        if (_left)
            return;
        NpgsqlConnection.ClearAllPools();
        Vanish();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Account => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private string ConnectionTo(string database) => $"Host={_address};Port={_port};Username=lab;Database={database};Maximum Pool Size=10";

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

    private static int FreePort(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
