using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.InstrumentEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>
/// What a run commands it has leased: valves under a lease of the line or of its spectrometer, the extraction device and the magnet under their own, each token from a grant. Closing and
/// switching off are always allowed, and need none.
/// </summary>
public sealed class CommandInvariant : IInvariant
{
    private const string Rule = "a lease for every command";
    private const string Spectrometer = "spectrometer-";

    private readonly HashSet<(string Journal, string Holder, long Token)> _granted = [];
    private readonly HashSet<string> _leasesLine = new(StringComparer.Ordinal);

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
    public IEnumerable<Violation> AtEnd() => [];

    /// <inheritdoc/>
    public IEnumerable<string> Unfinished() => [];

    private void Grant(MergedEvent e, LeaseHolder holder, IEnumerable<string> resources, long token)
    {
        _granted.Add((e.Journal, holder.Id, token));
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

    // What measures during extraction has a lease of its own: UUID/syn.
    private static bool IsOf(string holder, string run) => holder == run || holder.StartsWith($"{run}/", StringComparison.Ordinal);

    private static string? RunOf(LabState before, string commandId) =>
        commandId.IndexOf('/', StringComparison.Ordinal) is > 0 and var end && before.RunByUuid(commandId[..end]) is not null ? commandId[..end] : null;

    private static string Name(LabState before, string uuid) => before.RunByUuid(uuid)?.Started?.RunId ?? uuid;

    private static bool IsLine(string resource) => resource.StartsWith("line:", StringComparison.Ordinal);
}
