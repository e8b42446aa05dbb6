using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>
/// Asks extraction line, extraction devices and spectrometer for a live answer, all at once; who has not answered within the limit did not.
/// Tells its parent <see cref="Answered"/> and dies.
/// </summary>
public sealed class ManagersActor : ReceiveActor, IWithTimers
{
    private const string Line = "Extraction Line";
    private readonly CheckOrder _order;
    private readonly RunServices _services;
    private readonly Dictionary<string, ManagerAnswer?> _answers = [];

    public ManagersActor(CheckOrder order, RunServices services)
    {
        (_order, _services) = (order, services);
        Receive<ExtractionLineProtocol.Pinged>(p => Heard(new ManagerAnswer(Line, p.Failure)));
        Receive<InstrumentProtocol.Done>(d => Heard(new ManagerAnswer(d.CommandId)));
        Receive<InstrumentProtocol.Refused>(r => Heard(r.Unavailable ? new ManagerAnswer(r.CommandId, Failure: r.Reason) : new ManagerAnswer(r.CommandId, Error: r.Reason)));
        Receive<PatienceOver>(_ => Tell());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Asks once.</summary>
    public static Props Props(CheckOrder order, RunServices services) => Akka.Actor.Props.Create(() => new ManagersActor(order, services));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartSingleTimer("patience", new PatienceOver(), _services.Checks.Settings.Patience);
        Ask(_services.Line, Line, new ExtractionLineProtocol.Ping());
        foreach (var device in _order.Devices)
            Ask(_services.ExtractionDevice(device.Name), device.Name, new InstrumentProtocol.ReadStatus(device.Name));
        if (_order.Measures)
        {
            var name = $"Spectrometer {_order.Instrument.Name}";
            Ask(_services.Spectrometer, name, new InstrumentProtocol.ReadMagnet(name));
        }
    }

    private void Ask(IActorRef actor, string name, object question)
    {
        _answers[name] = null;
        actor.Tell(question);
    }

    private void Heard(ManagerAnswer answer)
    {
        _answers[answer.Name] = answer;
        if (_answers.Values.All(a => a is not null))
            Tell();
    }

    private void Tell()
    {
        var limit = _services.Checks.Settings.Patience.TotalSeconds;
        Context.Parent.Tell(new Answered([.. _answers.Select(a => a.Value ?? new ManagerAnswer(a.Key, $"no answer within {limit:0.#} s"))]));
        Context.Stop(Self);
    }

    /// <summary>To the parent: who was asked, and what came of it.</summary>
    public sealed record Answered(ImmutableArray<ManagerAnswer> Answers);

    private sealed record PatienceOver;
}
