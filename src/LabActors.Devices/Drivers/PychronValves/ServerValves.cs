using System.Collections.Immutable;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.PychronValves;

/// <summary>
/// What a client knows of a server's valves. A word names only those that the server could read in time: what it does not name stays as it was, and is never taken for closed. A word with a
/// wrong check is thrown away and makes all states stale; the third in a row makes them faults.
/// </summary>
/// <param name="States">Each with when it was told.</param>
/// <param name="BadWords">Words in a row whose check was wrong.</param>
public sealed record ServerValves(ImmutableDictionary<string, (ValveState State, DateTimeOffset At)> States, ImmutableHashSet<string> Locked, int BadWords)
{
    /// <summary>So many bad words in a row are a fault of the link.</summary>
    public const int BadWordsOfAFault = 3;

    /// <summary>Nothing is known.</summary>
    public static ServerValves Unknown { get; } = new(ImmutableDictionary<string, (ValveState, DateTimeOffset)>.Empty, [], 0);

    /// <summary>With the states of a good word.</summary>
    public ServerValves With(PychronWord word, DateTimeOffset at) => this with
    {
        States = States.SetItems(word.Items.Select(i => KeyValuePair.Create(i.Name, (i.On ? ValveState.Open : ValveState.Closed, at)))),
        BadWords = 0,
    };

    /// <summary>With the locks of a good word.</summary>
    public ServerValves WithLocks(PychronWord word) => this with
    {
        Locked = Locked.Except(word.Items.Select(i => i.Name)).Union(word.Items.Where(i => i.On).Select(i => i.Name)),
        BadWords = 0,
    };

    /// <summary>After a word whose check was wrong.</summary>
    public ServerValves AfterBadWord() => this with { BadWords = BadWords + 1 };

    /// <summary>A valve as far as it is known: good when a word has named it since an instant, and stale when none has.</summary>
    public Reading<ValveState> Of(string name, DateTimeOffset since, DateTimeOffset now, bool simulated) => States.TryGetValue(name, out var known)
        ? BadWords >= BadWordsOfAFault
            ? new Reading<ValveState>(ValveState.Unknown, Quality.Fault, now, simulated)
            : new Reading<ValveState>(known.State, known.At >= since ? Quality.Good : Quality.Stale, known.At, simulated)
        : new Reading<ValveState>(ValveState.Unknown, Quality.Missing, now, simulated);

    /// <summary>The checksum over valves that are all known.</summary>
    public string Checksum(IEnumerable<string> names) => PychronStateChecksum.Of(names.Select(n => new PychronValve(n, States[n].State == ValveState.Open, Locked.Contains(n))));
}
