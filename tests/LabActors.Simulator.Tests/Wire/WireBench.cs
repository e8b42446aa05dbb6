using System.Collections.Immutable;
using System.Text;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>One instrument of a laboratory on a clock that the test moves, and the bytes between.</summary>
internal sealed class WireBench
{
    private readonly Cable _cable = new();

    public WireBench(LabDefinition lab, string device)
    {
        Bench = new Bench(lab);
        Instruments = WireInstruments.Of(lab, Bench.Laboratory);
        Instrument = Instruments.Values.SelectMany(i => i).Single(i => i.Device == device);
    }

    public Bench Bench { get; }

    public ImmutableSortedDictionary<string, ImmutableArray<IWireInstrument>> Instruments { get; }

    public IWireInstrument Instrument { get; }

    public DateTimeOffset Now => Bench.Time.GetUtcNow();

    /// <summary>What came last, piece by piece, and how long it took, s.</summary>
    public IReadOnlyList<(string Text, double After)> Answers => _cable.Sent;

    /// <summary>The instrument has ended the connection.</summary>
    public bool Ended => _cable.Ended;

    /// <summary>What is so.</summary>
    public string Truth(string key) => Instrument.Truth(Now)[key];

    /// <summary>Somebody connects; what comes at once.</summary>
    public string Connect() => Act(() => Instrument.Connect(Now, _cable));

    /// <summary>Sends Latin-1 and returns all that comes for it, in the order of its coming.</summary>
    public string Ask(string request) => Act(() => Instrument.Receive(Encoding.Latin1.GetBytes(request), Now, _cable));

    /// <summary>The same in hexadecimal.</summary>
    public string AskHex(string request) =>
        Convert.ToHexString(Encoding.Latin1.GetBytes(Ask(Encoding.Latin1.GetString(Convert.FromHexString(request)))));

    /// <summary>Lets time pass, and returns what is said by itself meanwhile.</summary>
    public string Pass(double seconds) => Act(() =>
    {
        var end = Now.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
        while (Instrument.NextEvent is { } next && next <= end)
        {
            Bench.Time.GoTo(next > Now ? next : Now);
            Instrument.Elapse(Now, _cable);
        }

        Bench.Time.GoTo(end);
        Instrument.Elapse(Now, _cable);
    });

    public void Suffer(WireFaultKind kind, string part = "", double seconds = 0, double? value = null, string text = "", string request = "", int? count = null) =>
        Instrument.Suffer(new WireFault(kind) { Part = part, Seconds = seconds, Value = value, Text = text, Request = request, Count = count });

    private string Act(Action act)
    {
        _cable.Sent.Clear();
        _cable.Ended = false;
        act();
        return string.Concat(_cable.Sent.OrderBy(s => s.After).Select(s => s.Text));
    }

    private sealed class Cable : IWireAnswers
    {
        public List<(string Text, double After)> Sent { get; } = [];

        public bool Ended { get; set; }

        public void Send(ReadOnlyMemory<byte> bytes, TimeSpan after = default) => Sent.Add((Encoding.Latin1.GetString(bytes.Span), after.TotalSeconds));

        public void End() => Ended = true;
    }
}
