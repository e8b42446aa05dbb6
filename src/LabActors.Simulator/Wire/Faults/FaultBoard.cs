using System.Collections.Immutable;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;

namespace LabActors.Simulator.Wire.Faults;

/// <summary>
/// Where the faults of a laboratory with simulated devices are begun and ended, and where it is told which there are and what is really so. A fault that has a time is over by itself, in
/// laboratory time. Safe for calls from several threads.
/// </summary>
/// <param name="laboratory">What the devices stand for.</param>
/// <param name="buses">The ports on which they stand.</param>
/// <param name="time">Laboratory time.</param>
public sealed class FaultBoard(SimulatedLaboratory laboratory, ImmutableArray<InstrumentBus> buses, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ActiveFault> _active = [];
    private bool _isOver;

    /// <summary>The ports.</summary>
    public ImmutableArray<InstrumentBus> Buses => buses;

    /// <summary>The faults that there are now, in the order in which they began.</summary>
    public ImmutableArray<PlannedFault> Active
    {
        get
        {
            lock (_gate)
                return [.. _active.Where(a => a.Devices.Any(d => Has(d, a.Fault))).Select(a => a.Fault)];
        }
    }

    /// <summary>Faults of a plan that these devices cannot have.</summary>
    public ImmutableArray<Problem> Problems(FaultPlan plan) =>
        [.. from fault in plan.Faults let problem = Problem(fault) where problem.Length > 0 select new Problem(plan.Path, fault.Line, 0, problem, Field: "kind")];

    /// <summary>Why these devices cannot have a fault; empty when they can.</summary>
    public string Problem(PlannedFault fault)
    {
        if (WireFaultWords.Kind(fault.Kind) is not { } kind)
            return "";
        var unable = DevicesOf(fault).Select(device => (Device: device, Can: On(device, (i, _) => i.CanSuffer))).FirstOrDefault(d => !d.Can.Contains(kind));
        return unable.Device is null ? "" : $"found {fault.Kind.Name}, expected a fault that '{unable.Device}' can have: {string.Join(", ", Words(unable.Can))}";
    }

    /// <summary>A fault begins, instead of an earlier one of its kind and part.</summary>
    /// <exception cref="SimulationRefusalException">The devices cannot have it.</exception>
    public void Begin(PlannedFault fault)
    {
        if (Problem(fault) is { Length: > 0 } problem)
            throw new SimulationRefusalException(fault.Target, problem);
        lock (_gate)
        {
            if (_isOver)
                return;
            if (fault.Kind.Target == FaultTarget.Volume)
            {
                laboratory.LoseGas(fault.Volume, fault.Value!.Value);
                return;
            }

            var active = new ActiveFault(fault, DevicesOf(fault));
            foreach (var earlier in _active.Where(a => a.IsReplacedBy(active)).ToArray())
                Forget(earlier);
            _active.Add(active);
            foreach (var device in active.Devices)
                Begin(device, fault);
            if (fault.For is { } lasts)
                active.Timer = time.CreateTimer(_ => End(active), null, lasts, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends all faults of a device, those of its port too. Returns how many there were.</summary>
    /// <exception cref="SimulationRefusalException">There is no such device.</exception>
    public int Mend(string device)
    {
        lock (_gate)
        {
            _ = BusOf(device);
            ActiveFault[] its = [.. _active.Where(a => a.Devices.Contains(device))];
            var count = its.Count(a => Has(device, a.Fault));
            Array.ForEach(its, End);
            return count;
        }
    }

    /// <summary>What is so with a device, whatever it says.</summary>
    /// <exception cref="SimulationRefusalException">There is no such device.</exception>
    public ImmutableSortedDictionary<string, string> Truth(string device) => On(device, (i, now) => i.Truth(now));

    /// <summary>No fault begins or ends any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _active.ForEach(a => a.Timer?.Dispose());
        }
    }

    private void End(ActiveFault ended)
    {
        lock (_gate)
        {
            if (_isOver || !_active.Contains(ended))
                return;
            Forget(ended);
            foreach (var device in ended.Devices)
                End(device, ended.Fault);
        }
    }

    private void Forget(ActiveFault fault)
    {
        fault.Timer?.Dispose();
        _active.Remove(fault);
    }

    private void Begin(string device, PlannedFault fault)
    {
        if (WireFaultWords.Of(fault) is { } wire)
        {
            Do(device, (instrument, _) => instrument.Suffer(wire));
            return;
        }

        if (fault.Kind.Name == FaultKinds.PowerLoss)
            Do(device, (instrument, now) => instrument.LosePower(now));
        Connect(device);
    }

    private void End(string device, PlannedFault fault)
    {
        if (WireFaultWords.Of(fault) is not { } wire)
        {
            Connect(device);
            return;
        }

        Do(device, (instrument, _) => instrument.Recover(wire.Kind, wire.Part));

        // A fault of all parts takes those of single parts with it, which go on.
        foreach (var other in _active.Where(a => a.Fault.Kind == fault.Kind && a.Devices.Contains(device)))
            Begin(device, other.Fault);
    }

    private void Connect(string device)
    {
        var kinds = _active.Where(a => a.Devices.Contains(device)).Select(a => a.Fault.Kind.Name).ToHashSet();
        var cable = kinds.Contains(FaultKinds.LinkDown) ? CableState.Out : kinds.Contains(FaultKinds.PowerLoss) ? CableState.WithoutPower : CableState.Whole;
        BusOf(device).Connect(device, cable, time.GetUtcNow());
    }

    // What had so many answers is over when they have come.
    private bool Has(string device, PlannedFault fault) =>
        WireFaultWords.Of(fault) is not { } wire || On(device, (i, _) => i.Faults.Any(f => (f.Kind, f.Part, f.Request) == (wire.Kind, wire.Part, wire.Request)));

    private ImmutableArray<string> DevicesOf(PlannedFault fault) => fault.Kind.Target == FaultTarget.Volume ? []
        : fault.Port.Length == 0 ? [BusOf(fault.Device).Devices.First(d => d == fault.Device)]
        : buses.FirstOrDefault(b => b.Port.Name == fault.Port)?.Devices ?? throw new SimulationRefusalException(fault.Port, "there is no such port");

    private void Do(string device, Action<IWireInstrument, DateTimeOffset> act) => On(device, (instrument, now) =>
    {
        act(instrument, now);
        return now;
    });

    private T On<T>(string device, Func<IWireInstrument, DateTimeOffset, T> act) => BusOf(device).With(device, time.GetUtcNow(), act);

    private InstrumentBus BusOf(string device) =>
        buses.FirstOrDefault(b => b.Devices.Contains(device)) ?? throw new SimulationRefusalException(device, $"there is no such device, only {string.Join(", ", buses.SelectMany(b => b.Devices))}");

    private static IEnumerable<string> Words(ImmutableHashSet<WireFaultKind> kinds) =>
        FaultKinds.All.Where(k => k.Target != FaultTarget.Volume && (WireFaultWords.Kind(k) is not { } kind || kinds.Contains(kind))).Select(k => k.Name);

    private sealed class ActiveFault(PlannedFault fault, ImmutableArray<string> devices)
    {
        public PlannedFault Fault => fault;

        public ImmutableArray<string> Devices => devices;

        public ITimer? Timer { get; set; }

        public bool IsReplacedBy(ActiveFault other) =>
            (fault.Kind, fault.Part, fault.Request) == (other.Fault.Kind, other.Fault.Part, other.Fault.Request) && devices.SequenceEqual(other.Devices);
    }
}
