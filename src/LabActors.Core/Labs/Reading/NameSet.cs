namespace LabActors.Core.Labs.Reading;

/// <summary>The names of one kind of thing in a file, and how to tell what was expected where a name is wrong.</summary>
/// <param name="what">The kind of thing, singular ("valve").</param>
internal sealed class NameSet(string what)
{
    private readonly List<string> _names = [];

    public string What => what;

    public IReadOnlyList<string> Names => _names;

    private string Article => "aeio".Contains(what[0]) ? "an" : "a";

    public string Expected => _names.Count switch
    {
        0 => $"{Article} {what}, and none is defined",
        <= 12 => $"{Article} {what}: {string.Join(", ", _names)}",
        _ => $"{Article} {what} of this laboratory",
    };

    public bool Contains(string name) => _names.Contains(name);

    public bool Add(string name)
    {
        if (_names.Contains(name))
        {
            return false;
        }

        _names.Add(name);
        return true;
    }
}
