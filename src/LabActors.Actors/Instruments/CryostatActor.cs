using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <summary>
/// One cold trap. Receives every <see cref="ICryostatCommand"/>; refuses a temperature outside of the trap's range before the trap is asked. Persists nothing; dies with its
/// laboratory.
/// </summary>
public sealed class CryostatActor : ReceiveActor, IWithTimers
{
    private readonly CryostatDefinition _cryostat;
    private readonly IActorRef _box;
    private DeviceCalls _calls = null!;

    public CryostatActor(CryostatDefinition cryostat, IActorRef box)
    {
        (_cryostat, _box) = (cryostat, box);
        Receive<SetTemperature>(OnSet);
        Receive<ReadTemperature>(r => Call(r.CommandId, key => CryostatTransactions.Read(key), value => value is Reading<double> { Quality: Quality.Good } good ? good.Value : null));
        Receive<DeviceProtocol.Completed>(c => _calls.Answer(c));
        Receive<DeviceProtocol.Failed>(f => _calls.Answer(f));
        Receive<DeviceCalls.Unanswered>(u => _calls.Answer(u));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A cold trap over its box.</summary>
    /// <param name="box">Device actor over <see cref="ICryostatPort"/>.</param>
    public static Props Props(CryostatDefinition cryostat, IActorRef box) => Akka.Actor.Props.Create(() => new CryostatActor(cryostat, box));

    /// <inheritdoc/>
    protected override void PreStart() => _calls = new DeviceCalls(Self, Timers, DeviceCalls.DefaultPatience);

    private void OnSet(SetTemperature command)
    {
        if (!(command.Kelvin >= _cryostat.MinKelvin && command.Kelvin <= _cryostat.MaxKelvin))
        {
            Sender.Tell(new Refused(command.CommandId, string.Create(
                CultureInfo.InvariantCulture, $"{_cryostat.Name} goes from {_cryostat.MinKelvin} to {_cryostat.MaxKelvin} K, {command.Kelvin} was asked for")));
            return;
        }

        Call(command.CommandId, key => CryostatTransactions.Set(key, command.Kelvin), _ => command.Kelvin);
    }

    private void Call(string id, Func<object, object> transaction, Func<object?, double?> result)
    {
        var asker = Sender;
        _calls.Send(
            _box,
            transaction,
            value => asker.Tell(result(value) is { } kelvin
                ? new Done(id, kelvin, _calls.Simulated)
                : new Refused(id, $"{_cryostat.Name} gave no good temperature", DeviceFailure.Unanswered)),
            failed => asker.Tell(new Refused(id, failed.Reason, failed.Failure)));
    }
}
