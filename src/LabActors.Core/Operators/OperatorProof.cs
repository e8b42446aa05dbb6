using System.Security.Cryptography;
using System.Text;

namespace LabActors.Core.Operators;

public static class OperatorProof
{
    public static byte[] Key(string salt, string token) => SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{token}"));

    public static string Make(ReadOnlySpan<byte> key, string nonce, string user, string node) =>
        Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{nonce}\n{user}\n{node}")));

    public static bool Verify(ReadOnlySpan<byte> key, string nonce, string user, string node, string proof) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Make(key, nonce, user, node)), Encoding.UTF8.GetBytes(proof));
}
