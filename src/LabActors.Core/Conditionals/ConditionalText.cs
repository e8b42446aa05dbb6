using System.Security.Cryptography;
using System.Text;

namespace LabActors.Core.Conditionals;

/// <summary>A file of conditionals as it was when it was read: what the file says later changes nothing for what runs.</summary>
/// <param name="Name">As a queue names it; empty for the laboratory's own.</param>
/// <param name="Sha256">Of the text, in hexadecimal.</param>
public sealed record ConditionalText(ConditionalLevel Level, string Name, string Path, string Sha256, string Text)
{
    /// <summary>A text that was just read.</summary>
    public static ConditionalText Of(ConditionalLevel level, string name, string path, string text) =>
        new(level, name, path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), text);

    /// <summary>Its conditionals and what is wrong with it.</summary>
    public ConditionalFileResult Read() => ConditionalFile.Read(Text, Path, Level);
}
