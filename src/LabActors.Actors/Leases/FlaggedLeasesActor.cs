using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using LabActors.Core.Leases;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Leases;

/// <summary>
/// Stands before the lease authority where sections have flags at a master that other programs use too. A lease of such a section is granted when it is granted here and its flag is ours; before it is given back, the flag is
/// cleared; when the flag is another's, the lease is lost. Owns who waits for flags, and one actor for each; receives <see cref="LeaseProtocol"/>, and passes on what is of no such section. Persists nothing: what is held the
/// authority has journaled. Dies with its laboratory; flags then expire by themselves.
/// </summary>
public sealed class FlaggedLeasesActor : ReceiveActor, IWithUnboundedStash
{
    private readonly ImmutableArray<SectionDefinition> _sections;
    private readonly ImmutableDictionary<string, IActorRef> _masters;
    private readonly IActorRef _authority;
    private readonly LabClock _clock = LabClock.Of(Context.System);

    // Who asked for sections with flags, in this life, by holder; and what is answered when their flags are ours.
    private readonly Dictionary<string, IActorRef> _askers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    // By resource.
    private readonly Dictionary<string, LeaseHolder> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IActorRef> _flags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ImmutableHashSet<string> Left, Release Release, IActorRef From)> _returns = new(StringComparer.Ordinal);
    private DateTimeOffset? _awaySince;
    private int _count;

    /// <summary>See <see cref="Props"/>.</summary>
    public FlaggedLeasesActor(ImmutableArray<SectionDefinition> sections, ImmutableDictionary<string, IActorRef> masters, IActorRef authority, DateTimeOffset? awaySince)
    {
        (_sections, _masters, _authority, _awaySince) = (sections, masters, authority, awaySince);
        Receive<HoldingsAre>(Recall);
        ReceiveAny(_ => Stash.Stash());
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <summary>The leases of a laboratory.</summary>
    /// <param name="sections">Those that have flags.</param>
    /// <param name="masters">Over <c>IFlagPort</c>, by device.</param>
    /// <param name="authority">The <see cref="LeaseActor"/>.</param>
    /// <param name="awaySince">Since when the node was away before its start; null when it was not.</param>
    public static Props Props(ImmutableArray<SectionDefinition> sections, ImmutableDictionary<string, IActorRef> masters, IActorRef authority, DateTimeOffset? awaySince) =>
        Akka.Actor.Props.Create(() => new FlaggedLeasesActor(sections, masters, authority, awaySince));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        foreach (var section in _sections)
            _flags[section.Resource] = Context.ActorOf(MasterFlagActor.Props(section, _masters[section.Device]), $"flag-{Uri.EscapeDataString(section.Name)}");
        _authority.Tell(GetHoldings.Instance);
    }

    /// <inheritdoc/>
    protected override void PostRestart(Exception reason)
    {
        _awaySince = null;
        base.PostRestart(reason);
    }

    private void Running()
    {
        Receive<Acquire>(OnAcquire);
        Receive<Confirm>(OnConfirm);
        Receive<Release>(OnRelease);
        Receive<Granted>(granted => TakeFlags(granted.Holder, granted.Resources, granted));
        Receive<Confirmed>(confirmed => TakeFlags(confirmed.Holder, HeldBy(confirmed.Holder), confirmed));
        Receive<Waiting>(waiting => Answer(waiting.Holder, waiting));
        Receive<AcquireRefused>(refused => Answer(refused.Holder, refused));
        Receive<Lost>(OnLost);
        Receive<MasterFlagProtocol.Taken>(taken => OnTaken(taken.Id));
        Receive<MasterFlagProtocol.Waits>(OnWaits);
        Receive<MasterFlagProtocol.Refused>(OnRefused);
        Receive<MasterFlagProtocol.Given>(OnGiven);
        Receive<MasterFlagProtocol.Gone>(OnGone);
        Receive<Released>(_ => { });
        ReceiveAny(_authority.Forward);
    }

    private bool Concerns(IEnumerable<string> resources) => resources.Any(_flags.ContainsKey);

    private ImmutableArray<string> HeldBy(LeaseHolder holder) => [.. _holders.Where(h => h.Value.Id == holder.Id).Select(h => h.Key)];

    private void OnAcquire(Acquire ask)
    {
        if (!Concerns(ask.Resources))
        {
            _authority.Forward(ask);
            return;
        }

        _askers[ask.Holder.Id] = Sender;
        _authority.Tell(ask);
    }

    private void OnConfirm(Confirm ask)
    {
        if (!Concerns(ask.Resources))
        {
            _authority.Forward(ask);
            return;
        }

        _askers[ask.Holder.Id] = Sender;

        // The flag went to another program while the node was away.
        var gone = ask.Resources.Where(r => _flags.ContainsKey(r) && _holders.GetValueOrDefault(r)?.Id != ask.Holder.Id).ToImmutableArray();
        if (gone.IsEmpty)
            _authority.Tell(ask);
        else
            Answer(ask.Holder, new Lost(ask.Holder, gone, $"its lease of {string.Join(", ", gone)} was lost with the flag at the master"));
    }

    // A holder that has given up meanwhile is not there any more.
    private void TakeFlags(LeaseHolder holder, ImmutableArray<string> resources, object answer)
    {
        if (!_askers.ContainsKey(holder.Id))
            return;
        var id = $"{holder.Id} {++_count}";
        ImmutableArray<string> flagged = [.. resources.Where(_flags.ContainsKey)];
        _pending[id] = new Pending(holder, resources, [.. flagged], answer);
        foreach (var resource in flagged)
            _holders[resource] = holder;
        TakeNext(id);
    }

    // One after another: whoever waits for one has none of those behind it.
    private void TakeNext(string id)
    {
        var pending = _pending[id];
        if (!pending.Left.IsEmpty)
        {
            _flags[pending.Left[0]].Tell(new MasterFlagProtocol.Take(id));
            return;
        }

        _pending.Remove(id);
        Answer(pending.Holder, pending.Answer);
    }

    private void OnTaken(string id)
    {
        if (_pending.GetValueOrDefault(id) is not { } pending)
            return;
        _pending[id] = pending with { Left = pending.Left.RemoveAt(0) };
        TakeNext(id);
    }

    private void OnWaits(MasterFlagProtocol.Waits waits)
    {
        if (_pending.GetValueOrDefault(waits.Id) is { } pending)
            Answer(pending.Holder, new Waiting(pending.Holder, [pending.Left[0]], new LeaseHolder($"flag {pending.Left[0]}", waits.For)));
    }

    private void OnRefused(MasterFlagProtocol.Refused refused)
    {
        if (_pending.GetValueOrDefault(refused.Id) is not { } pending)
            return;
        Answer(pending.Holder, new AcquireRefused(pending.Holder, pending.Resources, refused.Reason));
        Return(new Release(pending.Holder, pending.Resources, refused.Reason), ActorRefs.Nobody);
    }

    private void OnRelease(Release release) => Return(release, Sender);

    /// <summary>Flags first: whoever gets the lease next is to find them clear.</summary>
    private void Return(Release release, IActorRef from)
    {
        var given = HeldBy(release.Holder).Where(r => release.Resources.IsEmpty || release.Resources.Contains(r)).ToImmutableHashSet();
        if (release.Resources.IsEmpty)
            _askers.Remove(release.Holder.Id);
        foreach (var (id, _) in _pending.Where(p => p.Value.Holder.Id == release.Holder.Id && (release.Resources.IsEmpty || p.Value.Left.Any(given.Contains))).ToArray())
            _pending.Remove(id);
        if (given.IsEmpty)
        {
            _authority.Tell(release, from);
            return;
        }

        var giving = $"{release.Holder.Id} gives {++_count}";
        _returns[giving] = (given, release, from);
        foreach (var resource in given)
        {
            _holders.Remove(resource);
            _flags[resource].Tell(new MasterFlagProtocol.Give($"{giving}\n{resource}"));
        }
    }

    private void OnGiven(MasterFlagProtocol.Given given)
    {
        if (given.Id.Split('\n') is not [var giving, var resource] || !_returns.TryGetValue(giving, out var returned))
            return;
        returned.Left = returned.Left.Remove(resource);
        _returns[giving] = returned;
        if (!returned.Left.IsEmpty)
            return;
        _returns.Remove(giving);
        _authority.Tell(returned.Release, returned.From);
    }

    /// <summary>By the nodes of the laboratory: this one does nothing under it any more, and says so at the master.</summary>
    private void OnLost(Lost lost)
    {
        Answer(lost.Holder, lost);
        if (HeldBy(lost.Holder).Any(lost.Resources.Contains))
            Return(new Release(lost.Holder, lost.Resources, lost.Why), ActorRefs.Nobody);
    }

    private void OnGone(MasterFlagProtocol.Gone gone)
    {
        var resource = _flags.First(f => f.Value.Equals(Sender)).Key;
        if (!_holders.Remove(resource, out var holder))
            return;
        foreach (var (id, _) in _pending.Where(p => p.Value.Holder.Id == holder.Id).ToArray())
            _pending.Remove(id);
        var why = $"its lease of {resource} was lost with the flag at the master: {gone.Why}";
        Answer(holder, new Lost(holder, [resource], why));
        _authority.Tell(new Release(holder, [resource], why));
    }

    // What the authority's journal has as held was flagged by a former life.
    private void Recall(HoldingsAre holdings)
    {
        foreach (var (resource, flag) in _flags)
        {
            if (holdings.State.Holdings.TryGetValue(resource, out var holding) && _holders.TryAdd(resource, holding.Holder))
                flag.Tell(new MasterFlagProtocol.Recall(_awaySince ?? _clock.Now));
        }

        Become(Running);
        Stash.UnstashAll();
    }

    private void Answer(LeaseHolder holder, object answer) => _askers.GetValueOrDefault(holder.Id)?.Tell(answer);

    /// <param name="Left">Flags that are still to be taken, by resource.</param>
    /// <param name="Answer">Of the authority, which the holder is told when all are ours.</param>
    private sealed record Pending(LeaseHolder Holder, ImmutableArray<string> Resources, ImmutableList<string> Left, object Answer);
}
