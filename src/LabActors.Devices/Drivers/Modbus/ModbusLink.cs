using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Drivers.Modbus;

/// <summary>
/// Speaks Modbus with one slave, RTU or TCP. A wrong CRC, an exception and the reply of another slave are three things: the first is a failed conversation, the second a refusal, the third
/// is passed over.
/// </summary>
/// <param name="context">The device; its address is the slave's.</param>
public sealed class ModbusLink(DriverContext context)
{
    private readonly DriverLink _link = new(context);
    private readonly bool _isTcp = context.Device.Text(ModbusSettings.Mode, IsSerial(context) ? "rtu" : "tcp") == "tcp";
    private int _number;

    /// <summary>The slave's address.</summary>
    public byte Slave { get; } = context.Device.Address.Length > 0 ? byte.Parse(context.Device.Address, System.Globalization.CultureInfo.InvariantCulture) : (byte)1;

    /// <summary>Reads holding registers.</summary>
    /// <exception cref="DeviceRefusedException">An exception of the slave.</exception>
    public async ValueTask<ushort[]> Read(string what, ushort register, ushort count, CancellationToken cancellation)
    {
        var answers = await Hold(what, [ModbusGrammar.Read(register, count)], cancellation).ConfigureAwait(false);
        return ModbusGrammar.Registers(answers[0].Span);
    }

    /// <summary>Writes, one request after another with nothing in between.</summary>
    /// <param name="requests">Of <see cref="ModbusGrammar.Write(ushort, ushort)"/>; absolute, so that they may be repeated.</param>
    /// <exception cref="DeviceRefusedException">An exception of the slave.</exception>
    public async ValueTask Write(string what, IReadOnlyList<byte[]> requests, CancellationToken cancellation) => await Hold(what, requests, cancellation).ConfigureAwait(false);

    private async ValueTask<ReadOnlyMemory<byte>[]> Hold(string what, IReadOnlyList<byte[]> requests, CancellationToken cancellation)
    {
        var steps = requests.Select(r => _isTcp ? Tcp(r) : Rtu(r));
        var reply = await _link.Hold(new Transaction(what, [.. steps], _link.Timeout, RepeatSafe: true), cancellation).ConfigureAwait(false);
        var answers = reply.Answers.Select(a => _isTcp ? a[7..] : a[1..]).ToArray();
        return ModbusGrammar.Exception(answers[^1].Span) is { } refused ? throw _link.Unexpected(what, refused.ToString(), "an answer") : answers;
    }

    private TransactionStep Rtu(byte[] request) => new(ModbusGrammar.Rtu(Slave, request), new ModbusRtuAnswer())
    {
        Belongs = answer => answer.Span[0] == Slave && ModbusGrammar.Answers(request, answer.Span[1..]),
        GoesOn = answer => ModbusGrammar.Exception(answer.Span[1..]) is null,
    };

    private TransactionStep Tcp(byte[] request)
    {
        var asked = ModbusGrammar.Tcp((ushort)Interlocked.Increment(ref _number), Slave, request);
        return new TransactionStep(asked, new ModbusTcpAnswer())
        {
            Belongs = answer => answer.Span[..2].SequenceEqual(asked.AsSpan(0, 2)) && answer.Span[6] == Slave && ModbusGrammar.Answers(request, answer.Span[7..]),
            GoesOn = answer => ModbusGrammar.Exception(answer.Span[7..]) is null,
        };
    }

    private static bool IsSerial(DriverContext context) => context.Lab.Ports.FirstOrDefault(p => p.Name == context.Device.Port) is not { Kind: PortKind.Tcp };
}
