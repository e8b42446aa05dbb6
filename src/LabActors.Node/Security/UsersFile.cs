using System.Collections.Immutable;
using LabActors.Core.Operators;
using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>
/// The users' file of a laboratory. It is looked at whenever it is asked, and read again when somebody has saved it, so that who was taken out is out
/// at once. While it cannot be read, or others can read it, it lets nobody in. May be asked by several threads.
/// </summary>
public sealed class UsersFile(string path)
{
    private readonly Lock _gate = new();
    private FileStamp _stamp;
    private UsersNow _now = new(OperatorUsers.None, [], false);

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>What it says now. Costs a look at the file when nothing has changed.</summary>
    public UsersNow Current()
    {
        lock (_gate)
        {
            var stamp = FileStamp.Of(Path);
            if (stamp == default)
                _now = new UsersNow(OperatorUsers.None, [], false);
            else if (stamp != _stamp || !_now.Problems.IsEmpty || PrivateFile.Problem(Path) is not null)
                _now = Read();
            _stamp = stamp;
            return _now;
        }
    }

    /// <summary>Changes it; makes it when it is not there.</summary>
    /// <param name="change">The users, changed, or why not.</param>
    /// <returns>Why it was not changed; empty when it was.</returns>
    public ImmutableArray<Problem> Change(Func<OperatorUsers, (OperatorUsers Users, string Refusal)> change)
    {
        var stamp = FileStamp.Of(Path);
        var now = Current();
        if (!now.Problems.IsEmpty)
            return now.Problems;
        var (users, refusal) = change(now.Users);
        if (refusal.Length == 0 && FileStamp.Of(Path) != stamp)
            refusal = "somebody else has changed this file at this moment; nothing was written, try again";
        if (refusal.Length > 0)
            return [new Problem(Path, 0, 0, refusal)];
        PrivateFile.Write(Path, UsersDocument.Write(users));
        return [];
    }

    private UsersNow Read()
    {
        try
        {
            if (PrivateFile.Problem(Path) is { } exposed)
                return new UsersNow(OperatorUsers.None, [exposed], true);
            var (users, problems) = UsersDocument.Read(File.ReadAllText(Path), Path);
            return new UsersNow(users ?? OperatorUsers.None, problems, true);
        }
        catch (FileNotFoundException)
        {
            return new UsersNow(OperatorUsers.None, [], false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new UsersNow(OperatorUsers.None, [new Problem(Path, 0, 0, $"found a file that cannot be read: {e.Message}")], true);
        }
    }
}
