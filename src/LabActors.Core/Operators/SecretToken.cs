using System.Buffers.Text;
using System.Security.Cryptography;

namespace LabActors.Core.Operators;

/// <summary>
/// Tokens: 32 random bytes as 43 characters of base64url. Nobody chooses one, so that one cannot be guessed: trying all of 2^256 is hopeless
/// however fast a try is. A slow hash, which passwords need, would protect nothing and would let strangers keep a node busy.
/// </summary>
public static class SecretToken
{
    /// <summary>Of a token.</summary>
    public const int Bytes = 32;

    /// <summary>Of a salt.</summary>
    internal const int SaltBytes = 16;

    /// <summary>A new token.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>A new salt, random bytes as base64url.</summary>
    public static string NewSalt() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>What is wrong with a text that should be a token; empty when nothing is. It does not repeat the text.</summary>
    public static string Problem(string text) =>
        Is32Bytes(text) ? "" : $"found {text.Length} characters, expected a token as ./lab user add prints it: 43 letters, digits, '-' and '_'";

    /// <summary>True for 32 bytes as base64url, which tokens and their hashes are.</summary>
    internal static bool Is32Bytes(string text) => Base64Url.IsValid(text, out var length) && length == Bytes && !text.Any(char.IsWhiteSpace);
}
