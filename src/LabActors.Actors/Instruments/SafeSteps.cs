using System.Collections.Immutable;

namespace LabActors.Actors.Instruments;

/// <summary>Steps of a safe state that are all tried, whatever becomes of the others, and told together when the last has ended.</summary>
/// <param name="count">How many there are.</param>
/// <param name="done">When all were done: the words.</param>
/// <param name="failed">When one was not: the words, and whether a device did not answer.</param>
internal sealed class SafeSteps(int count, Action<string, bool> done, Action<string, bool> failed)
{
    private ImmutableArray<string> _words = [];
    private bool _anyFailed;
    private bool _anyUnavailable;

    public void Did(string what) => Add(what);

    public void Failed(string what, string reason, bool unavailable)
    {
        _anyFailed = true;
        _anyUnavailable |= unavailable;
        Add($"NOT {what}: {reason}");
    }

    private void Add(string words)
    {
        _words = _words.Add(words);
        if (_words.Length == count)
        {
            (_anyFailed ? failed : done)(string.Join("; ", _words), _anyUnavailable);
        }
    }
}
