using LabActors.Core.Operators;

namespace LabActors.Core.Tests.Operators;

public sealed class OperatorProofTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly (OperatorUser User, string Token) Anna = OperatorUser.Create("anna", OperatorRole.Operator, DateTimeOffset.UnixEpoch);

    private static byte[] Proof => OperatorProof.Make(OperatorProof.Key(Anna.User.Salt, Anna.Token), Nonce, "anna", "north");

    [Fact]
    public void Whoever_has_the_token_proves_it() => Verify(Proof).ShouldBeTrue();

    [Fact]
    public void A_known_token_gives_known_bytes()
    {
        // Computed with Python's hashlib and hmac from the definition in RFC 5802; a change of them would lock every user out.
        var key = OperatorProof.Key("salt", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        OperatorProof.Hash(key).ShouldBe("Q3eMblNEpg1ARNbXkHTucTYsyUOsRuS_TqloRFKOI00");
        Convert.ToHexStringLower(OperatorProof.Make(key, Nonce, "anna", "north")).ShouldBe("cc3f7fd285edb565acced1861b601c8bb44607d52daa684bc63b05921f506acf");
    }

    [Fact]
    public void A_proof_is_good_for_its_user_its_nonce_and_its_node_only()
    {
        Verify(Proof, user: "Anna").ShouldBeFalse();
        Verify(Proof, user: "anna ").ShouldBeFalse();
        Verify(Proof, node: "south").ShouldBeFalse();
        Verify(Proof, nonce: [.. Nonce.Reverse()]).ShouldBeFalse();
        Verify(Proof, nonce: []).ShouldBeFalse();

        // The same bytes, parted otherwise.
        Verify(OperatorProof.Make(OperatorProof.Key(Anna.User.Salt, Anna.Token), Nonce, "ann", "anorth")).ShouldBeFalse();
    }

    [Fact]
    public void A_proof_heard_before_is_none_for_the_next_nonce()
    {
        var (heard, next) = (Proof, OperatorProof.NewNonce());
        next.ShouldNotBe(OperatorProof.NewNonce());
        Verify(heard, nonce: next).ShouldBeFalse();
    }

    [Fact]
    public void Another_token_another_salt_and_another_users_hash_are_refused()
    {
        var bob = OperatorUser.Create("anna", OperatorRole.Engineer, DateTimeOffset.UnixEpoch);
        Verify(OperatorProof.Make(OperatorProof.Key(Anna.User.Salt, bob.Token), Nonce, "anna", "north")).ShouldBeFalse();
        Verify(OperatorProof.Make(OperatorProof.Key(bob.User.Salt, Anna.Token), Nonce, "anna", "north")).ShouldBeFalse();
        OperatorProof.Verify(bob.User.TokenHash, Proof, Nonce, "anna", "north").ShouldBeFalse();
    }

    [Fact]
    public void Whoever_has_read_the_users_file_cannot_attach_with_it()
    {
        var hash = System.Buffers.Text.Base64Url.DecodeFromChars(Anna.User.TokenHash);
        Verify(OperatorProof.Make(hash, Nonce, "anna", "north")).ShouldBeFalse();
        Verify(hash).ShouldBeFalse();
        Verify(new byte[32]).ShouldBeFalse();
    }

    [Fact]
    public void Every_changed_bit_and_every_other_length_is_refused()
    {
        for (var bit = 0; bit < Proof.Length * 8; bit++)
        {
            var changed = Proof;
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Verify(changed).ShouldBeFalse($"bit {bit}");
        }

        for (var length = 0; length < Proof.Length; length++)
            Verify(Proof[..length]).ShouldBeFalse($"{length} bytes");
        Verify([.. Proof, 0]).ShouldBeFalse();
        Verify(new byte[1_000_000]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64url!")]
    [InlineData("AAAA")]
    public void A_hash_that_is_none_verifies_nothing(string hash) => OperatorProof.Verify(hash, Proof, Nonce, "anna", "north").ShouldBeFalse();

    [Fact]
    public void The_salt_of_a_name_that_nobody_bears_looks_like_one_and_stays_the_same()
    {
        var (secret, other) = (OperatorProof.NewNonce(), OperatorProof.NewNonce());
        OperatorProof.DecoySalt(secret, "eve").ShouldBe(OperatorProof.DecoySalt(secret, "eve"));
        OperatorProof.DecoySalt(secret, "eve").ShouldNotBe(OperatorProof.DecoySalt(secret, "adam"));
        OperatorProof.DecoySalt(secret, "eve").ShouldNotBe(OperatorProof.DecoySalt(other, "eve"));
        OperatorProof.DecoySalt(secret, "eve").Length.ShouldBe(Anna.User.Salt.Length);
    }

    private static bool Verify(byte[] proof, byte[]? nonce = null, string user = "anna", string node = "north") =>
        OperatorProof.Verify(Anna.User.TokenHash, proof, nonce ?? Nonce, user, node);
}
