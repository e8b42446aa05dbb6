using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Watlow;

/// <summary>
/// A Watlow EZ-ZONE PM on Modbus: parameters of two registers each, floats with the low word first unless it is set otherwise, and an assembly in which a user gathers registers that are read
/// in one go. What it cannot is an exception: 1 function, 2 address, 3 value.
/// </summary>
public sealed class EzZone : WireInstrument, ICheckedAnswers
{
    private const int Temperature = 360;
    private const int InputError = 362;
    private const int Power = 1904;
    private const int Mode = 1880;
    private const int ClosedSetPoint = 2160;
    private const int OpenSetPoint = 2162;
    private const int Units = 2490;
    private const int AssemblyPointers = 40;
    private const int Assembly = 200;
    private const int AssemblyLength = 40;
    private const ushort ModeOff = 62;
    private const ushort ModeClosed = 10;
    private const ushort ModeOpen = 54;
    private const ushort NoInputError = 61;
    private const ushort OpenInput = 65;
    private const ushort Celsius = 15;
    private const ushort Fahrenheit = 30;
    private const byte IllegalFunction = 1;
    private const byte IllegalAddress = 2;
    private const byte IllegalValue = 3;

    // What is read of a thermocouple that is open, °C: above any range.
    private const double OpenSensor = 9999;

    private static readonly ImmutableArray<int> KeptFloats = [1890, 1892, 1894, 1896, 1898, 1918, 382, 736, 738, 388, 390];
    private static readonly ImmutableArray<int> KeptWords = [1920, 1916, 1910, 368, 370, 2494, 2484, 2504];

    private readonly ModbusFrames _frames;
    private readonly WireOven _oven;
    private readonly bool _highWordFirst;
    private readonly bool _fahrenheit;
    private readonly bool _tcp;
    private readonly ushort[] _pointers = new ushort[AssemblyLength];
    private readonly Dictionary<int, ushort> _kept = [];
    private ushort _mode = ModeClosed;
    private double _percent;

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="slave">Its number on the bus.</param>
    /// <param name="oven">What it heats.</param>
    /// <param name="tcp">Modbus TCP instead of RTU.</param>
    /// <param name="highWordFirst">Floats have their high word first.</param>
    /// <param name="fahrenheit">It is set to degrees Fahrenheit.</param>
    public EzZone(string device, byte slave, WireOven oven, bool tcp, bool highWordFirst, bool fahrenheit)
        : base(device, WireFaultKind.OutOfRange, WireFaultKind.SensorOpen, WireFaultKind.Refused)
    {
        (_oven, _tcp, _highWordFirst, _fahrenheit) = (oven, tcp, highWordFirst, fahrenheit);
        _frames = new ModbusFrames(tcp, slave);
        foreach (var register in KeptFloats.Concat(KeptWords).SelectMany(r => new[] { r, r + 1 }))
            _kept[register] = 0;
    }

    Range? ICheckedAnswers.CheckOf(ReadOnlySpan<byte> answer) => _tcp ? null : ^2..;

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var (head, message) in _frames.Take(bytes, now))
            answers.Send(_frames.Answer(head, Answer(message, now)));
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _frames.Clear();
        (_mode, _percent) = (ModeClosed, 0);
        _oven.Off(now);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(
    [
        ("temperature", Number(_oven.Celsius(now))),
        ("set point", Number(_oven.SetPoint)),
        ("output", Number(_oven.Output(now))),
        ("mode", _mode.ToString(CultureInfo.InvariantCulture)),
    ]);

    private byte[] Answer(byte[] message, DateTimeOffset now)
    {
        var function = message[0];
        byte[] Exception(byte code) => [(byte)(function | 0x80), code];
        if (Active.Use(WireFaultKind.Refused, function.ToString(CultureInfo.InvariantCulture)) is { } refused)
            return Exception(byte.TryParse(refused.Text, out var code) ? code : (byte)4);
        if (function is not (3 or 6 or 16))
            return Exception(IllegalFunction);
        if (message.Length < 5)
            return Exception(IllegalValue);
        var start = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(1));
        var second = BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(3));
        switch (function)
        {
            case 3 when second is < 1 or > 125:
                return Exception(IllegalValue);
            case 3:
                var read = Enumerable.Range(start, second).Select(r => Read(r, now)).ToArray();
                return read.Any(r => r is null) ? Exception(IllegalAddress) : [3, (byte)(2 * second), .. read.SelectMany(r => Bytes(r!.Value))];
            case 6:
                return Write(start, [second], now) is { } wrong ? Exception(wrong) : message;
            default:
                if (message.Length != 6 + (2 * second) || message[5] != 2 * second)
                    return Exception(IllegalValue);
                var values = Enumerable.Range(0, second).Select(i => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(6 + (2 * i)))).ToArray();
                return Write(start, values, now) is { } bad ? Exception(bad) : message[..5];
        }
    }

    /// <summary>The word in a register; null where there is none.</summary>
    private ushort? Read(int register, DateTimeOffset now)
    {
        if (register is >= AssemblyPointers and < AssemblyPointers + AssemblyLength)
            return _pointers[register - AssemblyPointers];
        if (register is >= Assembly and < Assembly + AssemblyLength)
            return _pointers[register - Assembly] is var target and not 0 ? Read(target, now) : null;
        return (register & ~1) switch
        {
            Temperature => Word(Shown(now), register),
            InputError => register == InputError ? Active.Find(WireFaultKind.SensorOpen) is null ? NoInputError : OpenInput : (ushort)0,
            Power => Word(_mode == ModeOpen ? _percent : _mode == ModeOff ? 0 : _oven.Output(now), register),
            Mode => register == Mode ? _mode : (ushort)0,
            ClosedSetPoint => Word(InUnits(_oven.SetPoint), register),
            OpenSetPoint => Word(_percent, register),
            Units => register == Units ? _fahrenheit ? Fahrenheit : Celsius : (ushort)0,
            _ => _kept.TryGetValue(register, out var kept) ? kept : null,
        };
    }

    /// <summary>Writes registers; the exception, or null when it went.</summary>
    private byte? Write(int start, ushort[] values, DateTimeOffset now)
    {
        if (start >= AssemblyPointers && start + values.Length <= AssemblyPointers + AssemblyLength)
        {
            values.CopyTo(_pointers, start - AssemblyPointers);
            return null;
        }

        switch (start)
        {
            case Mode when values.Length <= 2:
                return SetMode(values[0], now);
            case ClosedSetPoint when values.Length == 2:
                var celsius = FromUnits(Float(values));
                return double.IsFinite(celsius) && (_mode == ModeClosed ? _oven.Set(celsius, now) : _oven.Set(0, now)) ? null : IllegalValue;
            case OpenSetPoint when values.Length == 2:
                return SetPercent(Float(values), now);
        }

        if (!Enumerable.Range(start, values.Length).All(_kept.ContainsKey))
            return IllegalAddress;
        for (var i = 0; i < values.Length; i++)
            _kept[start + i] = values[i];
        return null;
    }

    private byte? SetMode(ushort mode, DateTimeOffset now)
    {
        if (mode is not (ModeOff or ModeClosed or ModeOpen))
            return IllegalValue;
        if (mode == _mode)
            return null;
        _mode = mode;
        if (mode == ModeOpen)
            return SetPercent(_percent, now);
        _oven.Off(now);
        return null;
    }

    private byte? SetPercent(double percent, DateTimeOffset now)
    {
        if (percent is not (>= 0 and <= 100))
            return IllegalValue;
        _percent = percent;
        if (_mode == ModeOpen)
            _oven.Set(percent == 0 ? 0 : _oven.Holding(percent), now);
        return null;
    }

    private double Shown(DateTimeOffset now) => InUnits(
        Active.Use(WireFaultKind.OutOfRange) is { Value: { } odd } ? odd
        : Active.Find(WireFaultKind.SensorOpen) is not null ? OpenSensor
        : _oven.Celsius(now));

    private double InUnits(double celsius) => _fahrenheit ? (celsius * 9 / 5) + 32 : celsius;

    private double FromUnits(double value) => _fahrenheit ? (value - 32) * 5 / 9 : value;

    // Parameters begin at even registers.
    private ushort Word(double value, int register)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)value);
        return ((register & 1) == 0) ^ _highWordFirst ? (ushort)bits : (ushort)(bits >> 16);
    }

    private float Float(ushort[] words)
    {
        var (low, high) = _highWordFirst ? (words[1], words[0]) : (words[0], words[1]);
        return BitConverter.UInt32BitsToSingle(((uint)high << 16) | low);
    }

    private static byte[] Bytes(ushort word) => [(byte)(word >> 8), (byte)word];
}
