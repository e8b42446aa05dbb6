using LabActors.Core.Operators;

namespace LabActors.Core.Tests.Operators;

public sealed class UsersDocumentTests
{
    private const string Hash = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    [Fact]
    public void What_is_written_is_read_the_same()
    {
        var now = new DateTimeOffset(2026, 11, 25, 18, 3, 4, TimeSpan.Zero);
        var users = new[] { "anna", "no", "1e3", "0x10" }.Select((name, i) => OperatorUser.Create(name, (OperatorRole)(i % 3), now).User)
            .Aggregate(OperatorUsers.None, (all, user) => all.Add(user).Users);

        var read = UsersDocument.Read(UsersDocument.Write(users), "users.yaml");
        read.Problems.ShouldBeEmpty();
        read.Users.ShouldNotBeNull().All.ShouldBe(users.All);
        UsersDocument.Read(UsersDocument.Write(OperatorUsers.None), "").Users.ShouldNotBeNull().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Every_problem_is_told_with_its_line_and_nobody_is_let_in()
    {
        var (users, problems) = UsersDocument.Read(
            $"""
            version: 2
            users:
              - name: anna
                role: boss
                salt: x
                token_hash: short
                added: yesterday
              - name: bob
                role: viewer
                salt: x
                token_hash: {Hash}
                added: "2026-11-25T18:00:00Z"
                colour: red
              - name: Bob
                role: viewer
                salt: x
                token_hash: {Hash}
                added: "2026-11-25T18:00:00Z"
            """,
            "users.yaml");

        users.ShouldBeNull();
        problems.Select(problem => problem.ToString()).ShouldBe(
        [
            "users.yaml:1:10: error: version: found '2', expected 1",
            "users.yaml:4:11: error: users[0].role: found 'boss', expected one of viewer, operator, engineer",
            "users.yaml:6:17: error: users[0].token_hash: found 5 characters, expected 43 of base64url as ./lab user add writes them",
            "users.yaml:7:12: error: users[0].added: found 'yesterday', expected a time such as 2026-11-25T17:30:00Z",
            "users.yaml:13:5: error: users[1].colour: unknown key 'colour', expected name, role, salt, token_hash, added",
            "users.yaml:14:11: error: users[2].name: found a second user 'Bob', expected each name once: there is bob (viewer), added 2026-11-25",
        ]);
    }

    [Theory]
    [InlineData("", "users.yaml: error: found an empty file, expected version: 1 and users: []")]
    [InlineData("- a", "users.yaml: error: found no mapping, or more than one document, expected version: 1 and users: []")]
    [InlineData("version: 1", "users.yaml:1:1: error: users: missing key 'users', expected a list of users, or []")]
    [InlineData("version: 1\nusers: [", "users.yaml:")]
    [InlineData("version: 1\nusers: *x", "users.yaml:2")]
    public void What_is_no_users_file_is_refused(string text, string expected)
    {
        var (users, problems) = UsersDocument.Read(text, "users.yaml");
        users.ShouldBeNull();
        problems.ShouldHaveSingleItem().ToString().ShouldStartWith(expected);
    }
}
