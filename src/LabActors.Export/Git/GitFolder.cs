using System.Collections.Immutable;
using LabActors.Export.Dvc;
using LibGit2Sharp;

namespace LabActors.Export.Git;

/// <summary>
/// A git repository that files are added to. Commits are made of trees, not of the index: what a user has staged there is neither committed
/// nor lost. A file that somebody else has changed, by a commit or not yet committed, is never written over.
/// </summary>
public sealed class GitFolder : IDisposable
{
    private const string FirstBranch = "refs/heads/main";
    private readonly Repository _repository;
    private readonly string _folder;

    private GitFolder(string folder)
    {
        _folder = folder;
        _repository = new Repository(folder);
    }

    /// <summary>Opens the repository of a folder, or makes one.</summary>
    public static GitFolder Open(string folder)
    {
        if (!Repository.IsValid(folder))
        {
            Directory.CreateDirectory(folder);
            Repository.Init(folder);
            using var made = new Repository(folder);
            made.Refs.UpdateTarget("HEAD", FirstBranch);
        }

        return new(folder);
    }

    /// <summary>Id of the newest commit; null when there is none.</summary>
    public string? Head => _repository.Head.Tip?.Sha;

    /// <summary>A file as the newest commit has it; null when it has none.</summary>
    public byte[]? Read(string path) => Read(_repository.Head.Tip, path);

    /// <summary>True when a commit of this repository has the file with this content.</summary>
    public bool Holds(string commit, string path, byte[] content) =>
        ObjectId.TryParse(commit, out _) && _repository.Lookup<Commit>(commit) is { } known && Read(known, path) is { } bytes && bytes.AsSpan().SequenceEqual(content);

    /// <summary>
    /// Writes files and commits those that are new or changed; no change, no commit. Each of the folder's files is as it was or as it is to be,
    /// and a repetition after a crash goes on where it was.
    /// </summary>
    /// <param name="conflicts">Files that somebody else has changed: they stay, and are told here.</param>
    /// <returns>True when there was something to commit.</returns>
    public bool Commit(string message, IEnumerable<DvcFile> files, GitAuthor author, ICollection<GitConflict> conflicts)
    {
        var changed = new List<(DvcFile File, Blob Blob)>();
        foreach (var file in files)
        {
            var blob = Blob(file.Content);
            if (HeadBlob(file.Path)?.Id == blob.Id)
                Restore(file);
            else if (Hindrance(file, blob) is not { } hindrance)
                changed.Add((file, blob));
            else if (hindrance.Length > 0)
                conflicts.Add(new(file.Path, hindrance));
        }

        if (changed.Count == 0)
            return false;
        changed.ForEach(change => Write(change.File));
        var tip = _repository.Head.Tip;
        var tree = tip is null ? new TreeDefinition() : TreeDefinition.From(tip);
        changed.ForEach(change => tree.Add(change.File.Path, change.Blob, Mode.NonExecutableFile));
        var commit = _repository.ObjectDatabase.CreateCommit(
            Signature(author.Name, $"{Address(author.Name)}@labactors", author.At),
            Signature(GitAuthor.OwnName, GitAuthor.OwnAddress, author.At),
            message, _repository.ObjectDatabase.CreateTree(tree), tip is null ? [] : [tip], prettifyMessage: false);
        Advance(commit);
        changed.ForEach(change => _repository.Index.Add(change.Blob, change.File.Path, Mode.NonExecutableFile));
        _repository.Index.Write();
        return true;
    }

    /// <summary>
    /// Brings the remote's branch up to this one. What others have pushed meanwhile is merged first, where it touches other files; nothing to push is no failure.
    /// </summary>
    /// <exception cref="IOException">The remote cannot be reached, refuses, or has changes that only a person can merge: the message says which.</exception>
    public void Push(string url)
    {
        if (_repository.Head.Tip is null)
            return;
        try
        {
            var remote = Remote(url);
            var branch = _repository.Head.CanonicalName;
            if (Fetched(remote, branch) is { } theirs)
                Integrate(theirs);
            var refused = new List<string>();
            _repository.Network.Push(remote, branch, new PushOptions { OnPushStatusError = error => refused.Add(error.Message) });
            if (refused.Count > 0)
                throw new IOException($"{url} refused the push: {string.Join("; ", refused)}");
        }
        catch (LibGit2SharpException exception)
        {
            throw new IOException($"{url}: {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _repository.Dispose();

    private Remote Remote(string url)
    {
        const string Name = "labactors";
        if (_repository.Network.Remotes[Name] is not { } known)
            return _repository.Network.Remotes.Add(Name, url);
        if (known.Url != url)
            _repository.Network.Remotes.Update(Name, remote => remote.Url = url);
        return _repository.Network.Remotes[Name];
    }

    /// <summary>The newest commit of the remote's branch; null when it has none.</summary>
    private Commit? Fetched(Remote remote, string branch)
    {
        if (_repository.Network.ListReferences(remote).All(reference => reference.CanonicalName != branch))
            return null;
        var tracking = $"refs/remotes/{remote.Name}/{branch["refs/heads/".Length..]}";
        Commands.Fetch(_repository, remote.Name, [$"+{branch}:{tracking}"], null, null);
        return _repository.Lookup<Commit>(_repository.Refs[tracking].TargetIdentifier);
    }

    /// <summary>Merges what others have pushed. Files that it changes are written, unless somebody is at work on them here.</summary>
    private void Integrate(Commit theirs)
    {
        var ours = _repository.Head.Tip;
        var common = _repository.ObjectDatabase.FindMergeBase(ours, theirs);
        if (common == theirs)
            return;
        var merge = _repository.ObjectDatabase.MergeCommits(ours, theirs, new MergeTreeOptions { FailOnConflict = true });
        if (merge.Status != MergeTreeStatus.Succeeded)
            throw new IOException($"the remote has other changes to the same files as here: they have to be merged by hand ({_folder})");
        var changes = _repository.Diff.Compare<TreeChanges>(ours.Tree, merge.Tree);
        foreach (var change in changes)
        {
            var disk = Path.Combine(_folder, change.Path);
            if (File.Exists(disk) && Blob(File.ReadAllBytes(disk)).Id is var here && here != change.OldOid && here != change.Oid)
                throw new IOException($"{change.Path} was changed on the remote, and here it has changes that are not committed ({_folder})");
        }

        foreach (var change in changes)
            Take(change);
        var commit = common == ours ? theirs : _repository.ObjectDatabase.CreateCommit(
            Signature(GitAuthor.OwnName, GitAuthor.OwnAddress, theirs.Committer.When), Signature(GitAuthor.OwnName, GitAuthor.OwnAddress, theirs.Committer.When),
            "merge what others have pushed", merge.Tree, [ours, theirs], prettifyMessage: false);
        Advance(commit);
        _repository.Index.Write();
    }

    private void Take(TreeEntryChanges change)
    {
        if (change.Status == ChangeKind.Deleted)
        {
            File.Delete(Path.Combine(_folder, change.Path));
            _repository.Index.Remove(change.Path);
            return;
        }

        var blob = _repository.Lookup<Blob>(change.Oid);
        using var content = blob.GetContentStream();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        Write(new(change.Path, bytes.ToArray()));
        _repository.Index.Add(blob, change.Path, change.Mode);
    }

    private static Signature Signature(string name, string address, DateTimeOffset at) => new(Clean(name), address, at.ToUniversalTime());

    private static string Clean(string name)
    {
        var clean = new string([.. name.Where(c => c is not ('<' or '>' or '\n' or '\r' or '\0'))]).Trim();
        return clean.Length > 0 ? clean : GitAuthor.OwnName;
    }

    private static string Address(string name)
    {
        var plain = new string([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')]);
        return plain.Length > 0 ? plain : "nobody";
    }

    private static byte[]? Read(Commit? commit, string path)
    {
        if (commit?[path]?.Target is not Blob blob)
            return null;
        using var content = blob.GetContentStream();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private Blob? HeadBlob(string path) => _repository.Head.Tip?[path]?.Target as Blob;

    private Blob Blob(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return _repository.ObjectDatabase.CreateBlob(stream);
    }

    /// <summary>Why a file may not be written; empty when it need not be, null when it may.</summary>
    private string? Hindrance(DvcFile file, Blob wanted)
    {
        var head = HeadBlob(file.Path);
        if (head is not null && OwnLast(file.Path) is var (own, others) && others)
            return own == wanted.Id ? "" : "somebody else has changed it since it was exported, and the run has changed too: theirs is kept";
        var disk = Path.Combine(_folder, file.Path);
        if (!File.Exists(disk))
            return null;
        var there = Blob(File.ReadAllBytes(disk)).Id;
        return there == wanted.Id || there == head?.Id ? null : "it has changes that are not committed: they are kept";
    }

    /// <summary>What this program last committed under a path, and whether somebody else has changed it since.</summary>
    private (ObjectId? Own, bool Others) OwnLast(string path)
    {
        var others = false;
        for (var commit = _repository.Head.Tip; commit is not null;)
        {
            var here = commit[path]?.Target?.Id;
            // A parent that has the same content: the change is in its history.
            if (commit.Parents.FirstOrDefault(parent => parent[path]?.Target?.Id == here) is { } same)
            {
                commit = same;
                continue;
            }

            if (commit.Committer.Email == GitAuthor.OwnAddress)
                return (here, others);
            others = true;
            commit = commit.Parents.FirstOrDefault();
        }

        return (null, others);
    }

    private void Restore(DvcFile file)
    {
        if (!File.Exists(Path.Combine(_folder, file.Path)))
            Write(file);
    }

    private void Write(DvcFile file)
    {
        var path = Path.Combine(_folder, file.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        File.WriteAllBytes(part, file.Content);
        File.Move(part, path, overwrite: true);
    }

    private void Advance(Commit commit)
    {
        var head = _repository.Refs.Head;
        var target = head is SymbolicReference symbolic ? symbolic.TargetIdentifier : "HEAD";
        if (_repository.Refs[target] is { } branch)
            _repository.Refs.UpdateTarget(branch, commit.Id);
        else
            _repository.Refs.Add(target, commit.Id);
    }
}
