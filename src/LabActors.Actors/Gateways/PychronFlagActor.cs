using System.Globalization;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Gateways;

/// <summary>
/// The flags of Pychron's clients. Owns when each client has last said that it is still there; receives <see cref="Ask"/> and the answers of the lease authority, one question after
/// another. Whoever has the flag of a section owns its valves, and renews that whenever he says that he is there. What a flag is and who has it is the lease authority's and stands in its journal; a client that says nothing for a minute gives back what it has, and one that held something
/// before a restart has a minute from then. Persists nothing; dies with its laboratory.
/// </summary>
public sealed class PychronFlagActor : ReceiveActor, IWithTimers
{
    /// <summary>A flag of which nobody says for so long that he is there is cleared.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan CheckPeriod = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly LabDefinition _lab;
    private readonly IActorRef _leases;
    private readonly IActorRef _line;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private readonly Dictionary<string, (LeaseHolder Holder, DateTimeOffset At)> _pinged = new(StringComparer.Ordinal);
    private readonly Queue<(Ask Ask, IActorRef Asker)> _waiting = [];
    private (Ask Ask, IActorRef Asker, LeaseHolder Holder, string Id)? _current;

    /// <summary>See <see cref="Props"/>.</summary>
    public PychronFlagActor(LabDefinition lab, IActorRef leases, IActorRef line)
    {
        (_lab, _leases, _line) = (lab, leases, line);
        Receive<Ask>(ask =>
        {
            _waiting.Enqueue((ask, Sender));
            StartNext();
        });
        Receive<HoldingsAre>(OnHoldings);
        Receive<Granted>(granted => Conclude(granted.Holder, PychronLink.Done));
        Receive<Waiting>(waiting => GiveUp(waiting.Holder, waiting.HeldBy.Description));
        Receive<AcquireRefused>(refused => GiveUp(refused.Holder, refused.Reason));
        Receive<Released>(released => Conclude(released.Holder, PychronLink.Done));
        Receive<ResourceIs>(OnResource);
        Receive<Lost>(lost => Forget(lost.Holder));
        Receive<ExtractionLineProtocol.OwnedAre>(owned => Log(owned.Refusal), owned => owned.Refusal.Length > 0);
        Receive<ExtractionLineProtocol.OwnedAre>(_ => { });
        Receive<Check>(_ => Expire());
        Receive<Unanswered>(unanswered => Answer(new PychronError(PychronError.NoResponse, "the flags do not answer").ToString()), u => u.Id == _current?.Id);
        Receive<Unanswered>(_ => { });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The flags.</summary>
    /// <param name="lab">Sections and named resources, which flags are.</param>
    /// <param name="leases">The lease authority.</param>
    /// <param name="line">The extraction line.</param>
    public static Props Props(LabDefinition lab, IActorRef leases, IActorRef line) => Akka.Actor.Props.Create(() => new PychronFlagActor(lab, leases, line));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(nameof(Check), new Check(), CheckPeriod);
        _leases.Tell(GetHoldings.Instance);
    }

    private void StartNext()
    {
        if (_current is not null || !_waiting.TryDequeue(out var next))
            return;
        var flag = FlagOf(next.Ask.Question);
        _current = (next.Ask, next.Asker, PychronFlags.Holder(next.Ask.Client, flag), Guid.NewGuid().ToString("N"));
        if (PychronFlags.LeaseOf(_lab, flag) is null && PychronFlags.ResourceOf(_lab, flag) is null)
        {
            Answer(new PychronError(PychronError.NotConnected, $"there is no flag {flag}: a flag is a section or a resource of the laboratory").ToString());
            return;
        }

        Timers.StartSingleTimer(nameof(Unanswered), new Unanswered(_current.Value.Id), Patience);
        _leases.Tell(GetHoldings.Instance);
    }

    private void OnHoldings(HoldingsAre holdings)
    {
        foreach (var client in PychronFlags.Clients(holdings.State))
            _pinged.TryAdd(client.Id, (client, _time.GetUtcNow()));
        if (_current is not var (ask, _, holder, id))
            return;
        var flag = FlagOf(ask.Question);
        var (isSet, by) = PychronFlags.Of(_lab, holdings.State, flag);
        switch (ask.Question)
        {
            case PychronQuestion.ReadFlag:
                Answer(isSet ? "1" : "0");
                break;
            case PychronQuestion.PingFlag when by?.Id == holder.Id:
                Pinged(holder);
                Answer(PychronValveServer.Number(_time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0));
                break;
            case PychronQuestion.SetFlag { On: true } when by?.Id == holder.Id:
                Pinged(holder);
                Answer(PychronLink.Done);
                break;
            case PychronQuestion.SetFlag { On: false } when !isSet:
                Answer(PychronLink.Done);
                break;
            case PychronQuestion.SetFlag { On: false } when by is null || by.Id == holder.Id:
                Clear(flag, holder, id);
                break;
            case PychronQuestion.SetFlag { On: true } when !isSet:
                Acquire(flag, holder, id);
                break;
            default:
                Answer(HeldBy(flag, by?.Description ?? (isSet ? "a script" : "nobody")));
                break;
        }
    }

    // A named resource that is free is acquired before the second question is answered: the authority takes one after the other.
    private void Acquire(string flag, LeaseHolder holder, string id)
    {
        if (PychronFlags.LeaseOf(_lab, flag) is { } lease)
        {
            _leases.Tell(new Acquire(holder, [lease], $"flag {flag} of a client of Pychron"));
            return;
        }

        var name = PychronFlags.ResourceOf(_lab, flag)!;
        _leases.Tell(new AcquireResource(id, holder, name, false));
        _leases.Tell(new GetResource(id + Second, name));
    }

    private void Clear(string flag, LeaseHolder holder, string id)
    {
        Forget(holder);
        _leases.Tell(PychronFlags.LeaseOf(_lab, flag) is { } lease
            ? new Release(holder, [lease], "cleared by the client")
            : new SetResource(id, holder, PychronFlags.ResourceOf(_lab, flag)!, 0, "cleared by the client"));
    }

    private void OnResource(ResourceIs resource)
    {
        if (_current is not var (ask, _, holder, id))
            return;
        if (resource.Id == id)
        {
            Conclude(holder, PychronLink.Done);
        }
        else if (resource.Id == id + Second)
        {
            _leases.Tell(new WithdrawResource(id));
            Answer(HeldBy(FlagOf(ask.Question), "another"));
        }
    }

    private void GiveUp(LeaseHolder holder, string heldBy)
    {
        _leases.Tell(new Release(holder, [], "the flag was not free"));
        if (_current is var (ask, _, own, _) && own.Id == holder.Id)
            Answer(HeldBy(FlagOf(ask.Question), heldBy));
    }

    private void Conclude(LeaseHolder holder, string answer)
    {
        if (_current is not var (ask, _, own, _) || own.Id != holder.Id)
            return;
        if (ask.Question is PychronQuestion.SetFlag { On: true })
            Pinged(holder);
        Answer(answer);
    }

    private void Answer(string text)
    {
        var asker = _current!.Value.Asker;
        _current = null;
        Timers.Cancel(nameof(Unanswered));
        asker.Tell(new Answered(text));
        StartNext();
    }

    private void Pinged(LeaseHolder holder)
    {
        _pinged[holder.Id] = (holder, _time.GetUtcNow());
        Own(holder, Expiry);
    }

    private void Forget(LeaseHolder holder)
    {
        _pinged.Remove(holder.Id);
        Own(holder, TimeSpan.Zero);
    }

    private void Own(LeaseHolder holder, TimeSpan time)
    {
        var (client, valves) = PychronFlags.Owned(_lab, holder);
        if (!valves.IsEmpty)
            _line.Tell(new ExtractionLineProtocol.OwnValves(holder.Id, valves, client, time));
    }

    private void Log(string refusal) => Context.GetLogger().Warning("Valves of a flag were not given to its holder: {Refusal}", refusal);

    private void Expire()
    {
        foreach (var (holder, at) in _pinged.Values.ToArray())
        {
            if (_time.GetUtcNow() - at < Expiry)
                continue;
            var why = string.Create(CultureInfo.InvariantCulture, $"it did not say for {Expiry.TotalSeconds} s that it is still there");
            _leases.Tell(new Release(holder, [], why));
            _leases.Tell(new ClearResources(holder, why));
            Forget(holder);
        }
    }

    private static string HeldBy(string flag, string holder) => new PychronError(PychronError.SystemLocked, $"{flag} is held by {holder}").ToString();

    private static string FlagOf(PychronQuestion question) => question switch
    {
        PychronQuestion.ReadFlag read => read.Flag,
        PychronQuestion.SetFlag set => set.Flag,
        PychronQuestion.PingFlag ping => ping.Flag,
        _ => throw new ArgumentException($"{question} is not about a flag", nameof(question)),
    };

    private const string Second = "/is";

    /// <summary>A question about a flag; answered by <see cref="Answered"/>.</summary>
    /// <param name="Client">The client's address.</param>
    public sealed record Ask(PychronQuestion Question, string Client);

    /// <summary>Answers <see cref="Ask"/>, as it goes over the wire.</summary>
    public sealed record Answered(string Text);

    private sealed record Check;

    private sealed record Unanswered(string Id);
}
