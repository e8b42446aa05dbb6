using LabActors.Core.Lines;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.InstrumentEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>
/// What a run commands it has leased: valves under a lease of the line or of its spectrometer, the extraction device and the magnet under their own, each token from a grant. Closing and
/// switching off are always allowed, and need none. What another node's run had the owner of a shared section do is held against the token that the owner let it through under, whatever the clocks of both say:
/// it was granted to that run, and is no older than one that came before it.
/// </summary>
public sealed class CommandInvariant : IInvariant
{
    private const string Rule = "a lease for every command";
    private const string Spectrometer = "spectrometer-";

    private readonly HashSet<(string Journal, string Holder, long Token)> _granted = [];
    private readonly HashSet<string> _leasesLine = new(StringComparer.Ordinal);
    private readonly HashSet<(string Holder, string Resource, long Token)> _held = [];
    private readonly Dictionary<(string Journal, string Resource), (long Token, MergedEvent By)> _fences = [];
    private readonly List<(string Run, string Valve, GivenUnder Under, MergedEvent By)> _commands = [];

    /// <inheritdoc/>
    public string Subject => "commands of runs";

    /// <inheritdoc/>
    public int Checked { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<Violation> Next(MergedEvent e, LabState before)
    {
        switch (e.Recorded.Event)
        {
            case LeaseGranted granted:
                Grant(e, granted.Holder, granted.Resources, granted.Token);
                return [];
            case SharedLeaseObtained shared:
                Grant(e, shared.Holder, shared.Resources, shared.Token);
                return [];
            case RunLeaseObtained obtained:
                Checked++;
                var uuid = Sources.UuidOf(e.Recorded.Source);
                return _granted.Contains((e.Journal, uuid, obtained.Token))
                    ? []
                    : [new Violation(Rule, FormattableString.Invariant($"run {Name(before, uuid)} acts on {string.Join(", ", obtained.Resources)} under token {obtained.Token}, which was never granted to it"), [e])];

            case FenceRaised raised:
                return Raise(e, raised.Resource, raised.Token, "");
            case ValveActuationRequested { Open: true, Under: { } under } shared when OfNode(shared.CommandId) is { } elsewhere:
                Checked++;
                _commands.Add((elsewhere, shared.Valve, under, e));
                return Raise(e, under.Resource, under.Token, $"opened valve {shared.Valve}");

            // A laboratory whose sections are not named leases no line.
            case ValveActuationRequested { Open: true } valve when RunOf(before, valve.CommandId) is { } run && _leasesLine.Contains(e.Journal):
                return Needs(e, before, run, $"opened valve {valve.Valve}", resource => IsLine(resource) || resource.StartsWith("ms:", StringComparison.Ordinal), "a lease of the line or of its spectrometer");
            case MagnetMoveBegan move when RunOf(before, move.CommandId) is { } run && e.Recorded.Source.StartsWith(Spectrometer, StringComparison.Ordinal):
                var spectrometer = $"ms:{e.Recorded.Source[Spectrometer.Length..]}";
                return Needs(e, before, run, "moved the magnet", resource => resource == spectrometer, spectrometer);
            case OutputSet { Value: > 0 } output when before.Runs.GetValueOrDefault(e.Recorded.Source)?.Started is { ExtractionDevice.Length: > 0 } started:
                var device = $"device:{started.ExtractionDevice}";
                return Needs(e, before, started.RunUuid, FormattableString.Invariant($"had {started.ExtractionDevice} give {output.Value} {output.Units}").TrimEnd(), resource => resource == device, device);
            default:
                return [];
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Violation> AtEnd() => _commands

        // A run of which no grant is known has its journal elsewhere.
        .Where(c => _held.Any(h => IsOf(h.Holder, c.Run)) && !_held.Any(h => IsOf(h.Holder, c.Run) && h.Resource == c.Under.Resource && h.Token == c.Under.Token))
        .Select(c => new Violation(Rule, FormattableString.Invariant($"run {c.Run} had valve {c.Valve} opened under token {c.Under.Token} of {c.Under.Resource}, which was never granted to it"), [c.By]));

    /// <inheritdoc/>
    public IEnumerable<string> Unfinished() => [];

    private void Grant(MergedEvent e, LeaseHolder holder, IEnumerable<string> resources, long token)
    {
        _granted.Add((e.Journal, holder.Id, token));
        foreach (var resource in resources)
            _held.Add((holder.Id, resource, token));
        if (resources.Any(IsLine))
            _leasesLine.Add(e.Journal);
    }

    private IEnumerable<Violation> Needs(MergedEvent e, LabState before, string run, string did, Func<string, bool> serves, string needed)
    {
        Checked++;
        return before.Leases.Holdings.Any(h => serves(h.Key) && IsOf(h.Value.Holder.Id, run))
            ? []
            : [new Violation(Rule, $"run {Name(before, run)} {did} and did not hold {needed}", [e])];
    }

    /// <summary>The owner of something shared lets nothing through that is older than what it knows of.</summary>
    private IEnumerable<Violation> Raise(MergedEvent e, string resource, long token, string did)
    {
        var key = (e.Journal, resource);
        if (!_fences.TryGetValue(key, out var newest) || token >= newest.Token)
            _fences[key] = (token, e);
        else if (did.Length > 0)
            return [new Violation(Rule, FormattableString.Invariant($"a run of another node {did} under token {token} of {resource}, and {newest.Token} was let through before"), [newest.By, e])];
        return [];
    }

    /// <summary>The run of a command that came from another node, whose name it begins with.</summary>
    private static string? OfNode(string commandId) =>
        commandId.Split('/') is [_, var run, _, ..] && Guid.TryParseExact(run, "D", out _) ? run : null;

    // What measures during extraction has a lease of its own: UUID/syn.
    private static bool IsOf(string holder, string run) => holder == run || holder.StartsWith($"{run}/", StringComparison.Ordinal);

    private static string? RunOf(LabState before, string commandId) =>
        commandId.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && before.RunByUuid(commandId[..end]) is not null ? commandId[..end] : null;

    private static string Name(LabState before, string uuid) => before.RunByUuid(uuid)?.Started?.RunId ?? uuid;

    private static bool IsLine(string resource) => resource.StartsWith("line:", StringComparison.Ordinal);
}
