using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Core.Execution.Checks;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Execution.Checks;

/// <summary>Reads what the rules of the run monitor are about, all at once, within a limit. Tells its parent <see cref="Read"/> and dies.</summary>
public sealed class MonitorReaderActor : ReceiveActor, IWithTimers
{
    private readonly ImmutableArray<MonitorRule> _rules;
    private readonly RunServices _services;
    private readonly TimeSpan _limit;
    private readonly MonitorReading?[] _readings;

    public MonitorReaderActor(ImmutableArray<MonitorRule> rules, RunServices services, TimeSpan limit)
    {
        (_rules, _services, _limit, _readings) = (rules, services, limit, new MonitorReading?[rules.Length]);
        Receive<ExtractionLineProtocol.PressureIs>(p => Heard(p.CommandId, p.Torr, $"the gauge's reading is {p.Quality}"));
        Receive<InstrumentProtocol.Done>(d => Heard(d.CommandId, d.Value is ExtractionDeviceStatus status ? status.Output : null, "it gave no status"));
        Receive<InstrumentProtocol.Refused>(r => Heard(r.CommandId, null, r.Reason));
        Receive<LimitOver>(_ => Tell());
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Reads once.</summary>
    public static Props Props(ImmutableArray<MonitorRule> rules, RunServices services, TimeSpan limit) =>
        Akka.Actor.Props.Create(() => new MonitorReaderActor(rules, services, limit));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Timers.StartSingleTimer("limit", new LimitOver(), _limit);
        for (var i = 0; i < _rules.Length; i++)
        {
            var id = i.ToString(CultureInfo.InvariantCulture);
            if (_rules[i].Gauge.Length > 0)
                _services.Line.Tell(new ExtractionLineProtocol.ReadPressure(id, _rules[i].Target, _rules[i].Gauge));
            else
                _services.ExtractionDevice(_services.Lab.FindExtractionDevice(_rules[i].Target).Device?.Name ?? "").Tell(new InstrumentProtocol.ReadStatus(id));
        }
    }

    private void Heard(string id, double? value, string failure)
    {
        var which = int.Parse(id, CultureInfo.InvariantCulture);
        _readings[which] = new MonitorReading(_rules[which], value, value is null ? failure : "");
        if (_readings.All(r => r is not null))
            Tell();
    }

    private void Tell()
    {
        Context.Parent.Tell(new Read([.. _readings.Select((r, i) => r ?? new MonitorReading(_rules[i], null, $"no answer within {_limit.TotalSeconds:0.#} s"))]));
        Context.Stop(Self);
    }

    /// <summary>To the parent: a reading for each rule, in their order.</summary>
    public sealed record Read(ImmutableArray<MonitorReading> Readings);

    private sealed record LimitOver;
}
