using System.Collections.Immutable;
using LabActors.Actors.Operators;

namespace LabActors.Console.Attaching;

/// <summary>The files that a typed line names, of the computer on which it was typed: <c>start monday.txt</c> sends what is in it.</summary>
internal static class FilesOfLine
{
    /// <summary>The files; none for a line that sends none.</summary>
    /// <returns>With what is wrong with one of them; null when nothing is.</returns>
    public static (ImmutableArray<SentFile> Files, string? Problem) Read(string line)
    {
        if (OperatorCommandLine.Read(line) is not { Command.SendsFiles: true } sends)
            return ([], null);
        var files = ImmutableArray.CreateBuilder<SentFile>();
        foreach (var name in sends.Words)
        {
            try
            {
                var file = new FileInfo(name);
                if (file.Length > SentFile.Largest)
                    return ([], $"{name}: has {file.Length} bytes; a queue has {SentFile.Largest} at most");
                files.Add(new SentFile(file.FullName, File.ReadAllText(name)));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return ([], $"{name}: could not be read: {unreadable.Message}");
            }
        }

        return (files.ToImmutable(), null);
    }
}
