namespace LabActors.Export.Git;

/// <summary>Who a commit is by, and when: taken from the run, so that the same run gives the same commit.</summary>
public sealed record GitAuthor(string Name, DateTimeOffset At)
{
    /// <summary>The address that every commit of this program has as its committer's: what tells its own changes from others'.</summary>
    public const string OwnAddress = "export@labactors";

    /// <summary>The name of every committer of this program.</summary>
    public const string OwnName = "LabActors";
}
