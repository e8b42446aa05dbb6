using BenchmarkDotNet.Attributes;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Benchmarks.Wires;

/// <summary>What a transaction costs beside the wire itself: the conversation, the framing, the driver's grammar, the trace as a line of a file.</summary>
[Config(typeof(ShortInProcess))]
[MemoryDiagnoser]
public class WireTransactions
{
    private static readonly byte[] Answer = "1.23E-08\r\n"u8.ToArray();
    private readonly WireConversation _wire;
    private readonly IGaugePort _gauges;
    private LinkTrace _last = null!;

    public WireTransactions()
    {
        _wire = new WireConversation("gauges", new Echo(), false, TimeSpan.Zero, TimeProvider.System, trace => _last = trace);
        var device = new DeviceDefinition("gauges", "micro-ion", "gauges");
        var lab = new LabDefinition { Name = "benchmark", Devices = [device], Gauges = [new GaugeDefinition("gauges", "IG", "line", PressureUnit.Torr, []) { Device = "gauges", Channel = "IG" }] };
        _gauges = (IGaugePort)WiredPorts.Driver(lab, "gauges", d => new DirectLink(_wire, d.Name, simulated: true), TimeProvider.System);
    }

    /// <summary>A request and its answer of ten bytes.</summary>
    [Benchmark]
    public LinkReply Transaction() => _wire.Hold("gauges", Devices.Transports.Transaction.Ask("DS IG", "DS IG\r"u8.ToArray(), Terminated.CrLf, TimeSpan.FromSeconds(1), true), CancellationToken.None);

    /// <summary>The same by the driver, as a pressure.</summary>
    [Benchmark]
    public async Task<Reading<double>> Pressure() => await _gauges.ReadPressure("IG", CancellationToken.None);

    /// <summary>Its line in the file of traces.</summary>
    [Benchmark]
    public string TraceLine() => LinkTraceLine.Write(_last);

    [GlobalSetup]
    public void Setup() => Transaction();

    private sealed class Echo : ITransport
    {
        private bool _asked;

        public string Address => "memory";

        public bool IsDatagrams => false;

        public bool ForgetsWhenReopened => false;

        public bool Simulated => true;

        public void Open()
        {
        }

        public void Write(ReadOnlySpan<byte> bytes) => _asked = true;

        public int Read(Span<byte> buffer, TimeSpan wait)
        {
            if (!_asked)
                return 0;
            _asked = false;
            Answer.CopyTo(buffer);
            return Answer.Length;
        }

        public void Dispose()
        {
        }
    }
}
