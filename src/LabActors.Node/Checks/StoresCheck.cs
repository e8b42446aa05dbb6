using System.Collections.Immutable;
using System.Data.Common;
using LabActors.Actors.Results;
using LabActors.Core.Problems;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LabActors.Node.Checks;

/// <summary>
/// Whether a node can use its data folder and its databases, asked before anything is started. What cannot be so is told in one line each; a database server that does not answer yet, as
/// after the start of the computer, is waited for.
/// </summary>
/// <param name="tell">Told when something is waited for.</param>
/// <param name="wall">Real time.</param>
public sealed class StoresCheck(Action<string> tell, TimeProvider wall)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(30);

    /// <summary>Every problem; none when a node can be started.</summary>
    public async Task<ImmutableArray<Problem>> RunAsync(NodeFile settings, string lab, string data, CancellationToken stop)
    {
        if (Folder(data) is { } folder)
            return [folder];
        var problems = ImmutableArray.CreateBuilder<Problem>();
        problems.AddRange(settings.Journal is { Provider: JournalProvider.PostgreSql } server
            ? await ServerAsync(server.ConnectionString, Path.Combine(lab, "node.conf"), "labactors.journal", settings.JournalWait, stop)
            : File(Path.Combine(data, "journal.db"), "a journal", path => SqliteJournalFile.Prepare(path)));
        var results = settings.Results ?? ResultsDatabase.File(Path.Combine(data, "results.db"));
        problems.AddRange(settings.Results is null
            ? File(Path.Combine(data, "results.db"), "a results database", _ => Newer(results))
            : Server(results, Path.Combine(lab, "node.conf")));
        return problems.ToImmutable();
    }

    private static Problem? Folder(string data)
    {
        var probe = Path.Combine(data, $".writable-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(data);
            System.IO.File.WriteAllText(probe, "");
            System.IO.File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(data, 0, 0, $"the data folder cannot be written: {e.Message}", Field: "--data");
        }
    }

    private static IEnumerable<Problem> File(string path, string what, Action<string> open)
    {
        if (!System.IO.File.Exists(path))
            yield break;
        string? wrong = null;
        try
        {
            open(path);
        }
        catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            wrong = e.Message;
        }

        if (wrong is not null)
            yield return new Problem(path, 0, 0, $"found a file that cannot be used as {what} ({wrong}); put a backup in its place, or use another data folder", Field: "--data");
    }

    /// <summary>Whether the results database can be reached at all is asked by the checks, since no run waits for it.</summary>
    private static IEnumerable<Problem> Server(ResultsDatabase results, string file)
    {
        string? wrong = null;
        try
        {
            Newer(results);
        }
        catch (InvalidDataException e)
        {
            wrong = e.Message;
        }
        catch (DbException)
        {
            yield break;
        }

        if (wrong is not null)
            yield return new Problem(file, 0, 0, wrong, Field: "labactors.results");
    }

    private static void Newer(ResultsDatabase results)
    {
        if (new ResultsStore(results).UnknownMigrations() is { Count: > 0 } unknown)
        {
            throw new InvalidDataException(
                $"it was made by a newer version of LabActors: its form '{unknown[0]}' is not known to this one; use that version or another database");
        }
    }

    private async Task<IEnumerable<Problem>> ServerAsync(string connection, string file, string field, TimeSpan limit, CancellationToken stop)
    {
        var began = wall.GetTimestamp();
        TimeSpan? told = null;
        while (true)
        {
            try
            {
                await using var database = new NpgsqlConnection(connection);
                await database.OpenAsync(stop);
                if (told is not null)
                    tell("the journal's database answers");
                return [];
            }
            catch (ArgumentException e)
            {
                return [new Problem(file, 0, 0, $"this connection string cannot be used: {e.Message}", Field: $"{field}.connection-string")];
            }
            catch (NpgsqlException e) when (!e.IsTransient || wall.GetElapsedTime(began) >= limit)
            {
                var waited = e.IsTransient ? $" within {limit.TotalSeconds:0.#} s" : "";
                return [new Problem(file, 0, 0, $"the journal's database cannot be opened{waited}: {Words(e)}", Field: field)];
            }
            catch (NpgsqlException e)
            {
                var waited = wall.GetElapsedTime(began);
                if (told is null || waited - told >= TellEvery)
                {
                    told = waited;
                    tell($"the journal's database does not answer ({Words(e)}); it is waited for, {(limit - waited).TotalSeconds:0} s more at most");
                }
            }

            await Task.Delay(Again, wall, stop);
        }
    }

    private static string Words(Exception e) => e.InnerException is System.Net.Sockets.SocketException socket ? $"{e.Message}: {socket.Message}" : e.Message;
}
