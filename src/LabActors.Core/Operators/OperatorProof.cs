using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LabActors.Core.Operators;

/// <summary>
/// How a console proves that it has a user's token without sending it, after SCRAM (RFC 5802): the node sends a nonce, the console answers with a proof
/// that is good for this nonce, this user and this node only. The node knows but a hash, from which no proof can be made: whoever has read
/// the users' file cannot attach with it. A nonce is used once; that is the node's duty.
/// </summary>
public static class OperatorProof
{
    private const int Bytes = SHA256.HashSizeInBytes;

    /// <summary>A new nonce.</summary>
    public static byte[] NewNonce() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>The console's key of a token. Plain SHA-256, since the token is random: <see cref="SecretToken"/>.</summary>
    /// <param name="salt">The user's, as the node told it.</param>
    /// <param name="token">The user's.</param>
    public static byte[] Key(string salt, string token) => SHA256.HashData(Encoding.UTF8.GetBytes($"{salt}\n{token}"));

    /// <summary>What the node keeps of a key, base64url.</summary>
    public static string Hash(ReadOnlySpan<byte> key) => Base64Url.EncodeToString(SHA256.HashData(key));

    /// <summary>The proof.</summary>
    /// <param name="key">Of the token.</param>
    /// <param name="nonce">The node's.</param>
    /// <param name="user">Name of the user.</param>
    /// <param name="nodeName">Name of the node that sent the nonce: a proof for one node is none for another.</param>
    public static byte[] Make(ReadOnlySpan<byte> key, ReadOnlySpan<byte> nonce, string user, string nodeName) =>
        Masked(key, Signature(SHA256.HashData(key), nonce, user, nodeName));

    /// <summary>True when whoever made the proof has the token. Takes as long for a wrong proof as for a right one.</summary>
    /// <param name="tokenHash">What <see cref="Hash"/> made of the key.</param>
    /// <param name="proof">As it came; may be anything.</param>
    /// <param name="nonce">The one that this node sent, for this attachment.</param>
    /// <param name="user">Name of the user.</param>
    /// <param name="nodeName">Name of this node.</param>
    public static bool Verify(string tokenHash, ReadOnlySpan<byte> proof, ReadOnlySpan<byte> nonce, string user, string nodeName)
    {
        if (proof.Length != Bytes || !SecretToken.Is32Bytes(tokenHash))
            return false;
        var hash = Base64Url.DecodeFromChars(tokenHash);
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Masked(proof, Signature(hash, nonce, user, nodeName))), hash);
    }

    /// <summary>
    /// The salt that a node tells for a name that nobody bears: always the same for a name, so that strangers do not learn which names there are.
    /// </summary>
    /// <param name="secret">Random bytes of the node.</param>
    /// <param name="user">The name.</param>
    public static string DecoySalt(ReadOnlySpan<byte> secret, string user) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(user)).AsSpan(0, SecretToken.SaltBytes));

    private static byte[] Masked(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var masked = one.ToArray();
        for (var i = 0; i < masked.Length; i++)
            masked[i] ^= other[i];
        return masked;
    }

    // Each part with its length, so that no two sets of parts are the same bytes.
    private static byte[] Signature(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> nonce, string user, string nodeName)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, hash);
        Append(hmac, "labactors attach 1"u8);
        Append(hmac, nonce);
        Append(hmac, Encoding.UTF8.GetBytes(user));
        Append(hmac, Encoding.UTF8.GetBytes(nodeName));
        return hmac.GetHashAndReset();
    }

    private static void Append(IncrementalHash hmac, ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
        hmac.AppendData(length);
        hmac.AppendData(part);
    }
}
