using System.Security.Cryptography;
using System.Text;
using LabActors.Core.Labs;
using LabActors.Core.Problems;

namespace LabActors.Node.Archive;

/// <summary>A laboratory's definition, for a journal of it.</summary>
/// <param name="Lab">Null when it cannot be read.</param>
/// <param name="Sha256">Of the file's text, hexadecimal, as nodes journal it; empty when there is no file.</param>
/// <param name="Path">Of the file.</param>
public sealed record LabOfJournal(LabDefinition? Lab, string Sha256, string Path)
{
    /// <summary>Reads the definition of a folder.</summary>
    public static LabOfJournal Read(string folder, ICollection<Problem> problems)
    {
        var path = System.IO.Path.Combine(folder, "lab.yaml");
        if (!File.Exists(path))
        {
            problems.Add(new Problem(folder, 0, 0, "found no lab.yaml in this folder, expected the laboratory's definition", Field: "--lab"));
            return new LabOfJournal(null, "", path);
        }

        var text = File.ReadAllText(path);
        var read = LabFile.Read(text, path);
        foreach (var problem in read.Problems)
            problems.Add(problem);
        return new LabOfJournal(read.Lab, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), path);
    }

    /// <summary>What is to be known where a node of the journal had another definition; empty when it had this one, or none is known.</summary>
    public string Warning(string recorded) => recorded.Length == 0 || recorded == Sha256
        ? ""
        : $"{Path} is not the definition that this experiment was run with: interlocks and names may differ";
}
