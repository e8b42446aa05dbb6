using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Devices.Drivers.Pychron;

/// <summary>The grammar of Pychron's valve server from the server's side: what a request asks for, and the texts of answers.</summary>
public static class PychronValveServer
{
    /// <summary>What a request asks for; null for one that is malformed or unknown, after which the connection ends without an answer.</summary>
    public static PychronQuestion? Read(string chunk) => PychronRequest.Read(chunk) is not { } request ? null : request.Word switch
    {
        "Open" => OfValve(request, v => new PychronQuestion.Move(v, true)),
        "Close" => OfValve(request, v => new PychronQuestion.Move(v, false)),
        "GetIndicatorState" or "GetValveState" => OfValve(request, v => new PychronQuestion.IsOpen(v)),
        "GetValveLockState" => OfValve(request, v => new PychronQuestion.IsLocked(v)),
        "GetValveStates" or "GetStateWord" => new PychronQuestion.States(),
        "GetValveLockStates" or "GetLockWord" => new PychronQuestion.Locks(),
        "GetValveOwners" => new PychronQuestion.Owners(),
        "GetStateChecksum" => OfValve(request, v => new PychronQuestion.Checksum([.. v.Split(',', StringSplitOptions.TrimEntries)])),
        "GetPipetteCount" => OfValve(request, p => new PychronQuestion.Shots(p)),
        "GetPipetteCounts" => new PychronQuestion.Shots(""),
        "GetPressure" => request.Arguments("controller", "gauge") is [var controller, var gauge] ? new PychronQuestion.Pressure(controller, gauge) : Wrong(request, "controller and gauge"),
        "Read" => OfValve(request, f => new PychronQuestion.ReadFlag(f)),
        "Set" => Set(request),
        "Ping" => request.Argument("device") is { Length: > 0 } flag ? new PychronQuestion.PingFlag(flag) : Wrong(request, "a flag"),
        _ => null,
    };

    /// <summary>The word of all states that are known.</summary>
    public static string StateWord(IEnumerable<ServedValve> valves) =>
        new PychronWord([.. valves.Where(v => v.IsOpen is not null).Select(v => (v.Name, v.IsOpen!.Value))]).ToString();

    /// <summary>The word of all locks.</summary>
    public static string LockWord(IEnumerable<ServedValve> valves) => new PychronWord([.. valves.Select(v => (v.Name, v.IsLocked))]).ToString();

    /// <summary>The word of all owners: valves in groups, each with its owner in front if it has one.</summary>
    public static string OwnersWord(IEnumerable<ServedValve> valves) => PychronWord.WithCheck(string.Join(
        ':', valves.GroupBy(v => v.Owner).Select(g => $"{(g.Key.Length > 0 ? g.Key + "-" : "")}{string.Join(',', g.Select(v => v.Name))}")));

    /// <summary>The checksum of some valves' states in the order of their names, or why there is none.</summary>
    public static string Checksum(ImmutableArray<string> names, IReadOnlyDictionary<string, ServedValve> valves)
    {
        if (names.FirstOrDefault(n => !valves.ContainsKey(n)) is { } unknown)
            return new PychronError(PychronError.UnknownValve, $"{unknown} is not a registered valve").ToString();
        if (names.FirstOrDefault(n => valves[n].IsOpen is null) is { } unread)
            return Unread(unread);
        return PychronStateChecksum.Of(names.Select(n => new PychronValve(n, valves[n].IsOpen!.Value, valves[n].IsLocked, valves[n].IsManual)));
    }

    /// <summary>Whether a valve is open, or why nobody can tell.</summary>
    public static string IsOpen(string name, IReadOnlyDictionary<string, ServedValve> valves) => !valves.TryGetValue(name, out var valve)
        ? new PychronError(PychronError.UnknownValve, $"{name} is not a registered valve").ToString()
        : valve.IsOpen is { } open ? Flag(open) : Unread(name);

    /// <summary>Whether a valve is locked.</summary>
    public static string IsLocked(string name, IReadOnlyDictionary<string, ServedValve> valves) => valves.TryGetValue(name, out var valve) ? Flag(valve.IsLocked) : "No Response";

    /// <summary>The shots of one pipette, or of all as Python writes a list of pairs.</summary>
    public static string Shots(string pipette, IReadOnlyDictionary<string, int> shots) => pipette.Length == 0
        ? $"[{string.Join(", ", shots.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => string.Create(CultureInfo.InvariantCulture, $"('{s.Key}', {s.Value})")))}]"
        : shots.TryGetValue(pipette, out var count) ? count.ToString(CultureInfo.InvariantCulture)
        : new PychronError(PychronError.InvalidArguments, $"there is no pipette {pipette}").ToString();

    /// <summary>A number as Python writes it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "True" : "False";

    private static string Unread(string name) => new PychronError(PychronError.NoResponse, $"nobody can tell how {name} stands").ToString();

    private static PychronQuestion OfValve(PychronRequest request, Func<string, PychronQuestion> question) =>
        request.Argument() is { Length: > 0 } name ? question(name) : Wrong(request, "a name");

    // A text has exactly one blank between the flag and its value.
    private static PychronQuestion Set(PychronRequest request)
    {
        var (flag, value) = request.Fields.IsEmpty && request.Text.Split(' ') is [var name, var text] ? (name, text) : (request.Fields.GetValueOrDefault("device", ""), request.Fields.GetValueOrDefault("value", ""));
        return flag.Length > 0 && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new PychronQuestion.SetFlag(flag, number != 0)
            : Wrong(request, "a flag and a number");
    }

    private static PychronQuestion.Wrong Wrong(PychronRequest request, string expected) =>
        new(new PychronError(PychronError.InvalidArguments, $"{request.Word}: found '{request.Text}', expected {expected}"));
}
