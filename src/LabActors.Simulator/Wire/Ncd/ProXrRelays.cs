using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Ncd;

/// <summary>A ProXR board: relays in banks of eight, and contact inputs that see where valves are, or what sensors say. Every command begins with 254; what does not is not meant for it.</summary>
public sealed class ProXrRelays : WireInstrument
{
    private const byte Attention = 254;
    private const byte Acknowledged = 0x55;
    private const byte SelectBank = 49;
    private const byte ContactInputs = 175;
    private const int BankSize = 8;

    private readonly WireValves _valves;
    private readonly ImmutableDictionary<string, Func<bool>> _contacts;
    private readonly List<byte> _command = [];
    private int _bank = 1;

    /// <summary>A board.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="line">What its valves are in.</param>
    /// <param name="valves">Valves by the numbers of their relays, from 0; those that it sees by the numbers of their inputs.</param>
    /// <param name="contacts">Sensors whose contacts are open or closed, by the numbers of their inputs.</param>
    public ProXrRelays(string device, SimulatedLine line, ImmutableArray<WireValve> valves, ImmutableDictionary<string, Func<bool>> contacts)
        : base(device, WireFaultKind.StuckValve, WireFaultKind.SlowValve, WireFaultKind.StuckRelay, WireFaultKind.BothIndicatorsOn, WireFaultKind.BothIndicatorsOff, WireFaultKind.OutOfRange)
    {
        _valves = new WireValves(line, valves, TimeSpan.Zero, Active);
        _contacts = contacts;
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => _valves.NextEvent;

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers) => _valves.Elapse(now);

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            if (_command.Count == 0 && b != Attention)
                continue;
            _command.Add(b);
            if (_command.Count == 2 && b is SelectBank or ContactInputs)
                continue;
            if (_command.Count < 2)
                continue;
            if (Answer(_command[1], _command[^1], now) is { } answer)
                answers.Send(new[] { answer });
            _command.Clear();
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _valves.LosePower(now);
        _command.Clear();
        _bank = 1;
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) =>
        Facts([.. _valves.Truth(now), ("bank", _bank.ToString(CultureInfo.InvariantCulture))]);

    private byte? Answer(byte command, byte argument, DateTimeOffset now)
    {
        switch (command)
        {
            case SelectBank:
                _bank = argument;
                return Acknowledged;
            case < 2 * BankSize:
                _valves.Switch(Address(_bank, command % BankSize), command >= BankSize, now);
                return Acknowledged;
            case >= 2 * BankSize and < 3 * BankSize:
                return _valves.Relay(Address(_bank, command % BankSize)) ? (byte)1 : (byte)0;
            case 3 * BankSize:
                return Bits(n => _valves.Relay(Address(_bank, n)));
            case ContactInputs:
                return Bits(n => IsClosed(Address(argument + 1, n), now));
            default:
                return null;
        }
    }

    private bool IsClosed(string input, DateTimeOffset now) => _contacts.TryGetValue(input, out var contact)
        ? Active.Use(WireFaultKind.OutOfRange, $"input {input}") is { Value: { } shown } ? shown != 0 : contact()
        : _valves.Indicators(input, now).Open;

    private static byte Bits(Func<int, bool> bit) => (byte)Enumerable.Range(0, BankSize).Sum(n => bit(n) ? 1 << n : 0);

    private static string Address(int bank, int n) => (((bank - 1) * BankSize) + n).ToString(CultureInfo.InvariantCulture);
}
