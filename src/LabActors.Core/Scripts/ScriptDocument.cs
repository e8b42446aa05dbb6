using System.Security.Cryptography;
using System.Text;

namespace LabActors.Core.Scripts;

/// <summary>One script as it is at this moment: what runs, what is archived with the run, what its hash stands for.</summary>
/// <param name="Kind">Which of a run's scripts it is.</param>
/// <param name="Name">Name as the queue gives it.</param>
/// <param name="Path">The file.</param>
/// <param name="Text">The file's text.</param>
/// <param name="Metadata">What its docstring says.</param>
public sealed record ScriptDocument(ScriptKind Kind, string Name, string Path, string Text, ScriptMetadata Metadata)
{
    /// <summary>SHA-256 of the text (UTF-8), hexadecimal.</summary>
    public string Hash { get; } = HashOf(Text);

    /// <summary>SHA-256 of a text (UTF-8), hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
