using LabActors.Core.Operators;

namespace LabActors.Core.Tests.Operators;

public sealed class OperatorUsersTests
{
    [Fact]
    public void Users_are_added_found_and_removed()
    {
        var (anna, bob) = (User("anna"), User("bob", OperatorRole.Viewer));
        var users = Of(bob, anna);

        users.All.ShouldBe([anna, bob]);
        users.Find("bob").ShouldBe(bob);
        users.Find("Bob").ShouldBeNull();
        users.Find("eve").ShouldBeNull();
        users.Remove("anna").Users.All.ShouldBe([bob]);
        users.All.Length.ShouldBe(2);
        OperatorUsers.None.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_second_user_of_a_name_is_refused_also_in_other_capitals()
    {
        var (users, refusal) = Of(User("anna")).Add(User("Anna"));
        users.All.Length.ShouldBe(1);
        refusal.ShouldBe("found a second user 'Anna', expected each name once: there is anna (operator), added 2026-11-25");
    }

    [Fact]
    public void Who_is_not_there_cannot_be_removed_and_who_is_there_is_told()
    {
        Of(User("anna"), User("bob")).Remove("eve").Refusal.ShouldBe("there is no user 'eve'; there are anna, bob");
        OperatorUsers.None.Remove("eve").Refusal.ShouldBe("there is no user 'eve'; there is none at all");
        Of(User("anna")).Remove("ANNA").Refusal.ShouldBe("there is no user 'ANNA'; there are anna");
    }

    [Theory]
    [InlineData("anna", true)]
    [InlineData("A.b_c-9", true)]
    [InlineData("", false)]
    [InlineData("an na", false)]
    [InlineData("-anna", false)]
    [InlineData("..", false)]
    [InlineData("änna", false)]
    [InlineData("a/b", false)]
    [InlineData("a\n", false)]
    public void Names_are_plain(string name, bool good)
    {
        PlainName.Problem(name).ShouldBe(good ? "" : $"found '{name}', expected a name of up to 64 letters, digits, '.', '_' and '-' that begins with a letter or a digit");
        OperatorUsers.None.Add(User(name)).Users.IsEmpty.ShouldBe(!good);
    }

    [Fact]
    public void A_name_of_65_characters_is_too_long()
    {
        PlainName.Problem(new string('a', 64)).ShouldBeEmpty();
        PlainName.Problem(new string('a', 65)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Roles_are_words_in_an_order()
    {
        OperatorRoles.Words.ShouldBe("viewer, operator, engineer");
        foreach (var role in Enum.GetValues<OperatorRole>())
            OperatorRoles.Parse(role.Word()).ShouldBe((role, ""));
        OperatorRoles.Parse("admin").ShouldBe((null, "found 'admin', expected a role: viewer, operator, engineer"));
        OperatorRoles.Parse("Viewer").Role.ShouldBeNull();
        OperatorRoles.Parse("2").Role.ShouldBeNull();
        OperatorRole.Engineer.Suffices(OperatorRole.Operator).ShouldBeTrue();
        OperatorRole.Operator.Suffices(OperatorRole.Operator).ShouldBeTrue();
        OperatorRole.Viewer.Suffices(OperatorRole.Operator).ShouldBeFalse();
    }

    [Fact]
    public void Tokens_are_32_bytes_never_the_same_and_in_no_text_of_the_user()
    {
        var (first, second) = (OperatorUser.Create("a", OperatorRole.Viewer, default), OperatorUser.Create("a", OperatorRole.Viewer, default));
        SecretToken.Problem(first.Token).ShouldBeEmpty();
        first.Token.Length.ShouldBe(43);
        first.Token.ShouldNotBe(second.Token);
        first.User.Salt.ShouldNotBe(second.User.Salt);
        first.User.TokenHash.ShouldNotBe(second.User.TokenHash);
        $"{first.User}".ShouldBe("a (viewer)");
        SecretToken.Problem("hunter2").ShouldBe("found 7 characters, expected a token as ./lab user add prints it: 43 letters, digits, '-' and '_'");
        SecretToken.Problem(first.Token + "\n").ShouldNotBeEmpty();
    }

    private static OperatorUser User(string name, OperatorRole role = OperatorRole.Operator) =>
        OperatorUser.Create(name, role, new DateTimeOffset(2026, 11, 25, 18, 0, 0, TimeSpan.Zero)).User;

    private static OperatorUsers Of(params OperatorUser[] users) => users.Aggregate(OperatorUsers.None, (all, user) => all.Add(user).Users);
}
