using System.Net;
using LabActors.Core.Operators;

namespace LabActors.Core.Tests.Operators;

/// <summary>The whole table: where the node is to listen, whether there are certificates, whether there are users.</summary>
public sealed class ListenRulesTests
{
    private const string Missing = "found no folder certs";
    private const string Broken = "users.yaml: error: found an empty file";

    [Theory]
    [InlineData("127.0.0.1", "", "", true, ListenMode.Plain, "within this computer")]
    [InlineData("127.0.0.1", "", "", false, ListenMode.Plain, "within this computer")]
    [InlineData("127.0.0.1", Missing, "", false, ListenMode.Plain, "within this computer")]
    [InlineData("127.0.0.1", Missing, Broken, false, ListenMode.Plain, "within this computer")]
    [InlineData("127.9.9.9", Missing, "", false, ListenMode.Plain, "within this computer")]
    [InlineData("::1", Missing, "", false, ListenMode.Plain, "within this computer")]
    [InlineData("127.0.0.1,::1", Missing, "", false, ListenMode.Plain, "within this computer")]
    [InlineData("10.0.0.5", "", "", true, ListenMode.Tls, "TLS, certificates on both sides")]
    [InlineData("0.0.0.0", "", "", true, ListenMode.Refused, "found '0.0.0.0', which nobody can dial, expected the name or address of this computer by which consoles reach it")]
    [InlineData("::", "", "", true, ListenMode.Refused, "found '::', which nobody can dial")]
    [InlineData("10.0.0.5", Missing, "", true, ListenMode.Refused, "found 10.0.0.5, which other computers reach, and no certificates that can be used (found no folder certs); expected 127.0.0.1, or certificates: ./lab cert init")]
    [InlineData("127.0.0.1,10.0.0.5", Missing, "", true, ListenMode.Refused, "no certificates that can be used")]
    [InlineData("10.0.0.5", "", "", false, ListenMode.Refused, "and no user who could attach; expected 127.0.0.1, or a user: ./lab user add NAME --role engineer")]
    [InlineData("10.0.0.5", "", Broken, false, ListenMode.Refused, "a users' file that cannot be used (users.yaml: error: found an empty file); expected 127.0.0.1, or that file mended")]
    [InlineData("", "", "", true, ListenMode.Refused, "has no address, expected an address of this computer such as 127.0.0.1")]
    public void It_is_decided(string addresses, string certificates, string users, bool hasUsers, ListenMode mode, string reason)
    {
        var decision = ListenRules.Decide(new ListenSituation(addresses, [.. addresses.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)])
        {
            CertificateProblem = certificates,
            UsersProblem = users,
            HasUsers = hasUsers,
        });

        decision.Mode.ShouldBe(mode);
        decision.Reason.ShouldContain(reason);
    }
}
