using LabActors.Core.Conditionals;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Console.Conditionals;

/// <summary>The names that a laboratory's conditionals may use, read from its file.</summary>
internal static class LabVocabulary
{
    /// <summary>The names; null with a problem when there is no such laboratory or instrument.</summary>
    public static ConditionVocabulary? Read(string folder, string? instrument, List<Problem> problems)
    {
        var path = Directory.Exists(folder) ? Path.Combine(folder, "lab.yaml") : folder;
        if (!File.Exists(path))
        {
            problems.Add(new Problem(folder, 0, 0, "found no lab.yaml in this folder, expected the laboratory's definition", Field: "--lab"));
            return null;
        }

        if (ScriptFiles.ReadText(path, problems) is not { } text)
            return null;
        var read = LabFile.Read(text, path);
        problems.AddRange(read.Problems);
        if (read.Lab is not { } lab)
            return null;
        var found = instrument is null ? lab.Instruments.Length == 1 ? lab.Instruments[0] : null : lab.FindInstrument(instrument);
        if (found is not null)
            return ConditionVocabulary.Of(lab, found);
        problems.Add(new Problem(
            path, 0, 0, $"found '{instrument ?? "nothing"}', expected one of {string.Join(", ", lab.Instruments.Select(i => i.Name))}", Field: "--instrument"));
        return null;
    }
}
