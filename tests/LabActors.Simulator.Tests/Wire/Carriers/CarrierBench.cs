using System.Text;
using LabActors.Actors.Tests.Time;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire.Carriers;

/// <summary>Instruments on a port of the operating system, on a clock that the test moves. Whatever does not come within the limit fails the test.</summary>
internal sealed class CarrierBench : IDisposable
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(20);
    private readonly CancellationTokenSource _limit = new(Most);

    public CarrierBench(PortKind kind, params IWireInstrument[] instruments) =>
        Bus = new InstrumentBus(new PortDefinition("box", kind) { Path = "/dev/ttyUSB0", Host = "10.0.0.5", Number = 1061, Baud = 1_000_000 }, instruments);

    public InstrumentBus Bus { get; }

    public FakeWallClock Clock { get; } = new();

    public CancellationToken Limit => _limit.Token;

    public void Dispose() => _limit.Dispose();

    public void Cable(CableState cable) => Bus.Connect("a", cable, Clock.GetUtcNow());

    /// <summary>Waits for what a carrier does a moment after it was told.</summary>
    public async Task Until(Func<Task<bool>> isSo)
    {
        while (!await isSo())
            await Task.Delay(1, Limit);
    }

    /// <summary>Reads until a text has come whole.</summary>
    public async Task ShouldSay(Stream stream, string text)
    {
        var bytes = new byte[text.Length];
        await stream.ReadExactlyAsync(bytes, Limit).AsTask().WaitAsync(Limit);
        Encoding.Latin1.GetString(bytes).ShouldBe(text);
    }

    public async Task Tell(Stream stream, string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text), Limit);
}
