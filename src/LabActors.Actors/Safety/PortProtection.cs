using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Safety;

/// <summary>
/// What protects a laboratory that has no actors, since its journal is away: extraction devices off, inlets closed, each step tried whatever came of the others.
/// </summary>
public static class PortProtection
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Takes the steps, one after another, and tells what came of each.</summary>
    public static async Task<ImmutableArray<SafeStateStep>> RunAsync(LabDefinition lab, LabPorts ports)
    {
        var steps = ImmutableArray.CreateBuilder<SafeStateStep>();
        foreach (var (name, open) in ports.ExtractionDevices.OrderBy(d => d.Key, StringComparer.Ordinal))
            steps.Add(await StepAsync($"{name} off", ports.Simulated.Contains(name), stop => open().Disable(stop)));
        foreach (var inlet in lab.Instruments.Select(i => lab.FindValve(i.Inlet)).OfType<ValveDefinition>().Where(v => ports.Valves.ContainsKey(LabPorts.BoxOf(v))).Distinct())
        {
            var box = LabPorts.BoxOf(inlet);
            steps.Add(await StepAsync($"inlet {inlet.Name} closed", ports.Simulated.Contains(box), stop => CloseAsync(inlet, ports.Valves[box](), stop)));
        }

        return steps.ToImmutable();
    }

    private static async ValueTask CloseAsync(ValveDefinition valve, IValveSwitch box, CancellationToken stop)
    {
        foreach (var step in ValveWiring.Steps(valve, open: false))
        {
            // Real time: there is no laboratory that could tell another.
            if (step.After > TimeSpan.Zero)
                await Task.Delay(step.After, stop);
            await box.Actuate(step.Address, step.On, stop);
        }
    }

    private static async Task<SafeStateStep> StepAsync(string what, bool simulated, Func<CancellationToken, ValueTask> take)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await take(limit.Token);
            return new SafeStateStep(what, true, "done", simulated);
        }
        catch (Exception failure)
        {
            // The next step is taken all the same; this one is told.
            return new SafeStateStep(what, false, failure.Message, simulated);
        }
    }
}
