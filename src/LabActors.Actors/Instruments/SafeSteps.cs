using System.Collections.Immutable;
using LabActors.Actors.Devices;

namespace LabActors.Actors.Instruments;

/// <summary>Steps of a safe state that are all tried, whatever becomes of the others, and told together when the last has ended.</summary>
/// <param name="count">How many there are.</param>
/// <param name="done">When all were done: the words.</param>
/// <param name="failed">When one was not: the words, and whether a device did not answer (how, in the last that failed so).</param>
internal sealed class SafeSteps(int count, Action<string, DeviceFailure> done, Action<string, DeviceFailure> failed)
{
    private ImmutableArray<string> _words = [];
    private bool _anyFailed;
    private DeviceFailure _worst;

    public void Did(string what) => Add(what);

    public void Failed(string what, string reason, DeviceFailure failure)
    {
        _anyFailed = true;
        _worst = failure == DeviceFailure.Definite ? _worst : failure;
        Add($"NOT {what}: {reason}");
    }

    private void Add(string words)
    {
        _words = _words.Add(words);
        if (_words.Length == count)
        {
            (_anyFailed ? failed : done)(string.Join("; ", _words), _worst);
        }
    }
}
