using System.Collections.Immutable;

namespace LabActors.Simulator.Wire.Synrad;

/// <summary>A UC-2000 controller of a CO2 laser: a command with the complement of its sum, acknowledged or not. What more it says to a question for its status is not known, so that it only acknowledges.</summary>
public sealed class Uc2000 : WireInstrument
{
    private const byte Begin = 0x5B;
    private const byte Ack = 0xAA;
    private const byte Nak = 0x3F;
    private const byte SetPower = 0x7F;
    private const byte Status = 0x7E;
    private const byte On = 0x75;
    private const byte Off = 0x76;
    private const byte ManualClosed = 0x73;
    private const byte Manual = 0x70;

    // In which power is set, percent.
    private const double Step = 0.5;

    private readonly WireBeam _beam;
    private readonly List<byte> _command = [];
    private bool _on;
    private double _percent;

    /// <summary>A controller; it begins as its laser stands.</summary>
    public Uc2000(string device, WireBeam beam)
        : base(device, WireFaultKind.Refused)
    {
        _beam = beam;
        (_on, _percent) = (beam.Standing is not null, beam.Standing ?? 0);
        beam.Join(device, _on, _percent);
    }

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            if (_command.Count == 0 && b != Begin)
                continue;
            _command.Add(b);
            if (_command.Count < 2 || _command.Count < (_command[1] == SetPower ? 4 : 3))
                continue;
            var right = (byte)~_command.Skip(1).SkipLast(1).Sum(c => c) == _command[^1];
            var (command, data) = (_command[1], _command[2]);
            _command.Clear();
            answers.Send(new[] { right && Active.Use(WireFaultKind.Refused) is null && Do(command, data) ? Ack : Nak });
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _command.Clear();
        (_on, _percent) = (false, 0);
        Drive();
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) =>
        Facts([("on", Word(_on)), ("power", Number(_percent)), ("emission", Number(_beam.Emission))]);

    private bool Do(byte command, byte data)
    {
        switch (command)
        {
            case On or Off:
                _on = command == On;
                return Drive();
            case SetPower when data * Step <= 100:
                _percent = data * Step;
                return Drive();
            default:
                return command is Status or ManualClosed or Manual;
        }
    }

    private bool Drive()
    {
        _beam.Drive(Device, _on, _percent);
        return true;
    }
}
