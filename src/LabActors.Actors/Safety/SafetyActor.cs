using Akka.Actor;
using LabActors.Actors.Lab;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using static LabActors.Actors.Safety.SafetyProtocol;

namespace LabActors.Actors.Safety;

/// <summary>
/// The door to safe state and quick stop, open at every moment. Owns nothing and persists nothing: it begins what protects (extraction devices off, inlets
/// closed) before anything is written or asked, also when the journal cannot be written, and passes the request on to the <see cref="LabSafeStateActor"/>, which
/// journals and does the rest. Dies with its laboratory.
/// </summary>
public sealed class SafetyActor : ReceiveActor
{
    private readonly SafetyParts _parts;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly IActorRef _states;
    private int _passes;

    /// <summary>See <see cref="Props"/>.</summary>
    public SafetyActor(SafetyParts parts, SafetySettings settings)
    {
        _parts = parts;
        _states = Context.ActorOf(BackedOff.OnStop(LabSafeStateActor.Props(parts, settings), "safe-states", replyWhileDown: NotNow.Instance), "safe-states");
        if (settings.Rules.Any)
            Context.ActorOf(SafetyWatchActor.Props(settings), "watch");
        Receive<MakeSafe>(m => Protect(m, m.Why));
        Receive<QuickStop>(q => Protect(q, q.Why));
        Receive<SafeLabActor.Made>(_states.Tell);
        Receive<NotNow>(_ => { });
        Receive<MadeSafe>(_ => { });
    }

    /// <summary>Safe state and quick stop of a laboratory.</summary>
    public static Props Props(SafetyParts parts, SafetySettings settings) => Akka.Actor.Props.Create(() => new SafetyActor(parts, settings));

    private void Protect(object request, string why)
    {
        Context.ActorOf(SafeLabActor.Props(_parts.AtOnce($"safe-at-once-{_clock.Now.UtcTicks}-{_passes++}", why)));
        _states.Forward(request);
    }
}
