using System.Buffers.Binary;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;

namespace LabActors.Acceptance.Recovery;

/// <summary>
/// SQLite's write-ahead log as a file (https://www.sqlite.org/fileformat2.html#walformat): a header of 32 bytes, then frames of 24 bytes and a page. After a checkpoint it is written again from its beginning under new
/// salts; what stands behind the frames of the header's salts is old, and losing it loses nothing.
/// </summary>
internal static class WriteAheadLog
{
    private const int Header = 32;
    private const int FrameHeader = 24;

    /// <summary>
    /// Cuts the log of a journal that nobody has open: the second half of the frames that count, and all of them where what the node is known to have written is still there. A node that is killed
    /// may have written some events more than its mark knows.
    /// </summary>
    /// <returns>False when the database has all of that without its log: after a checkpoint no loss of the log loses anything.</returns>
    public static bool Cut(string journal)
    {
        var known = long.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(journal)!, "journal.mark")), CultureInfo.InvariantCulture);
        if (Events(journal, withLog: false) >= known)
            return false;
        var log = journal + "-wal";
        Halve(log);
        if (Events(journal, withLog: true) >= known)
            File.WriteAllBytes(log, []);
        return true;
    }

    // On copies: whoever opens a database last brings its log into it when he closes it.
    private static long Events(string journal, bool withLog)
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            var copy = Path.Combine(folder.FullName, "journal.db");
            File.Copy(journal, copy);
            if (withLog)
                File.Copy(journal + "-wal", copy + "-wal");
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString());
            return connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sqlite_master WHERE name = 'journal'") == 0 ? 0 : connection.ExecuteScalar<long>("SELECT COUNT(*) FROM journal");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Halve(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var frame = FrameHeader + BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        var frames = 0;
        while (Header + ((frames + 1) * frame) <= bytes.Length && bytes.AsSpan(Header + (frames * frame) + 8, 8).SequenceEqual(bytes.AsSpan(16, 8)))
            frames++;
        frames.ShouldBeGreaterThan(1);
        using var file = File.OpenWrite(path);
        file.SetLength(Header + (frames / 2 * frame));
    }
}
