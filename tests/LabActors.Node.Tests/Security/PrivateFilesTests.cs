using LabActors.Core.Operators;
using LabActors.Node.Security;

namespace LabActors.Node.Tests.Security;

/// <summary>The users' file and the token of a data folder.</summary>
public sealed class PrivateFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    private string UsersPath => Path.Combine(_folder, "users.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Users_are_heeded_as_soon_as_they_are_written()
    {
        var (node, admin) = (new UsersFile(UsersPath), new UsersFile(UsersPath));
        node.Current().Exists.ShouldBeFalse();

        admin.Change(users => users.Add(User("anna"))).ShouldBeEmpty();
        node.Current().Users.Find("anna").ShouldNotBeNull().Role.ShouldBe(OperatorRole.Operator);
        node.Current().ShouldBeSameAs(node.Current());

        // The same length, by hand, later than the file system's clock can tell apart.
        File.WriteAllText(UsersPath, File.ReadAllText(UsersPath).Replace("role: operator", "role: engineer", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(UsersPath, File.GetLastWriteTimeUtc(UsersPath).AddSeconds(1));
        node.Current().Users.Find("anna").ShouldNotBeNull().Role.ShouldBe(OperatorRole.Engineer);

        admin.Change(users => users.Remove("anna")).ShouldBeEmpty();
        node.Current().Users.IsEmpty.ShouldBeTrue();
        File.Delete(UsersPath);
        node.Current().Exists.ShouldBeFalse();
        Directory.GetFiles(_folder).ShouldBeEmpty();
    }

    [Fact]
    public void A_users_file_with_an_error_lets_nobody_in_and_is_not_written_over()
    {
        var file = new UsersFile(UsersPath);
        file.Change(users => users.Add(User("anna"))).ShouldBeEmpty();
        var broken = File.ReadAllText(UsersPath) + "oops\n";
        File.WriteAllText(UsersPath, broken);

        var now = file.Current();
        now.Users.IsEmpty.ShouldBeTrue();
        now.Exists.ShouldBeTrue();
        now.Problems.ShouldHaveSingleItem().ToString().ShouldStartWith($"{UsersPath}:");
        file.Change(users => users.Add(User("bob"))).ShouldBe(now.Problems);
        File.ReadAllText(UsersPath).ShouldBe(broken);
    }

    [Fact]
    public void A_change_that_is_refused_and_one_that_was_overtaken_change_nothing()
    {
        var file = new UsersFile(UsersPath);
        file.Change(users => users.Remove("eve")).ShouldHaveSingleItem().ToString().ShouldBe($"{UsersPath}: error: there is no user 'eve'; there is none at all");
        File.Exists(UsersPath).ShouldBeFalse();

        file.Change(users =>
        {
            new UsersFile(UsersPath).Change(others => others.Add(User("anna"))).ShouldBeEmpty();
            return users.Add(User("bob"));
        }).ShouldHaveSingleItem().Message.ShouldContain("somebody else has changed this file");
        file.Current().Users.All.ShouldHaveSingleItem().Name.ShouldBe("anna");
    }

    [Fact]
    public void What_others_can_read_is_refused_with_the_command_to_type()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = new UsersFile(UsersPath);
        file.Change(users => users.Add(User("anna"))).ShouldBeEmpty();
        File.GetUnixFileMode(UsersPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Current().Users.IsEmpty.ShouldBeFalse();

        // A mode is no change of the file's time or length.
        File.SetUnixFileMode(UsersPath, (UnixFileMode)Convert.ToInt32("644", 8));
        file.Current().Users.IsEmpty.ShouldBeTrue();
        file.Current().Problems.ShouldHaveSingleItem().ToString()
            .ShouldBe($"{UsersPath}: error: found mode 0644, with which other users of this computer reach it, expected 0600: chmod 600 {UsersPath}");
        File.SetUnixFileMode(UsersPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        file.Current().Users.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void The_token_of_a_data_folder_is_made_once_and_proves_its_reader()
    {
        OperatorToken.Read(_folder).Problem.ShouldNotBeNull().Message.ShouldContain("found no such file");
        var (hash, problem) = OperatorToken.Ensure(_folder);
        problem.ShouldBeNull();
        OperatorToken.Ensure(_folder).Hash.ShouldBe(hash);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(OperatorToken.PathIn(_folder)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var (token, unread) = OperatorToken.Read(_folder);
        unread.ShouldBeNull();
        var nonce = OperatorProof.NewNonce();
        var proof = OperatorProof.Make(OperatorProof.Key(OperatorToken.Salt, token.ShouldNotBeNull()), nonce, "root", "north");
        OperatorProof.Verify(hash.ShouldNotBeNull(), proof, nonce, "root", "north").ShouldBeTrue();
        Directory.GetFiles(_folder).ShouldBe([OperatorToken.PathIn(_folder)]);
    }

    [Fact]
    public void A_token_that_others_can_read_or_that_is_none_is_refused()
    {
        OperatorToken.Ensure(_folder);
        var path = OperatorToken.PathIn(_folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("640", 8));
            OperatorToken.Read(_folder).Problem.ShouldNotBeNull().Message.ShouldEndWith($"chmod 600 {path}");
            OperatorToken.Ensure(_folder).Hash.ShouldBeNull();
            File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32("600", 8));
        }

        File.WriteAllText(path, "hunter2\n");
        var (token, problem) = OperatorToken.Read(_folder);
        token.ShouldBeNull();
        problem.ShouldNotBeNull().Message.ShouldStartWith("found 7 characters, expected a token");
        OperatorToken.ReadFile(Path.Combine(_folder, "none")).Problem.ShouldNotBeNull().Message.ShouldStartWith("found a file that cannot be read");
        problem.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public void Two_who_make_a_file_at_once_get_the_same_one()
    {
        var path = Path.Combine(_folder, "one");
        PrivateFile.TryCreate(path, "first").ShouldBeTrue();
        PrivateFile.TryCreate(path, "second").ShouldBeFalse();
        File.ReadAllText(path).ShouldBe("first");
        Directory.GetFiles(_folder).ShouldBe([path]);
    }

    private static OperatorUser User(string name) => OperatorUser.Create(name, OperatorRole.Operator, DateTimeOffset.UnixEpoch).User;
}
