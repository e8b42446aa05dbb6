using System.Collections.Immutable;
using LabActors.Core.Decisions;
using LabActors.Core.Labs;

namespace LabActors.Core.Execution.Checks;

/// <summary>The extraction device has the sample holder that the queue was written for.</summary>
public sealed class TrayCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "tray";

    /// <inheritdoc/>
    public override string Asks => "the extraction device reports the queue's tray, or none where it moves by its own map";

    /// <inheritdoc/>
    public override string OnFailure => "asks; set sets it on the device, continue runs with the other one, stop stops all queues";

    /// <inheritdoc/>
    public override ImmutableArray<string> Decisions => [DecisionCatalog.Tray];

    /// <summary>The tray that a queue was written for; empty when it names none.</summary>
    public static string Of(Queues.ExperimentQueue queue) => queue.Tray.Trim().Trim('-');

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        var queue = order.Queues[0];
        var tray = Of(queue);
        if (tray.Length == 0 || order.Lab.FindExtractionDevice(queue.ExtractDevice).Device is not { } device)
            return new CheckStep.Pass("the queue names no tray, or no extraction device");
        if (device.Trays.IsEmpty)
            return new CheckStep.Pass($"{device.Name} has no trays");
        if (facts.Tray is not { } reported)
            return new CheckStep.Need(CheckFact.Tray);
        if (reported.Failure.Length > 0)
            return new CheckStep.Fail($"{device.Name} does not tell its tray: {reported.Failure}");
        if (reported.Value.Length == 0 && device.TrayMaps.IsEmpty)
            return new CheckStep.Pass($"{device.Name} reports no tray; the queue's is {tray}");
        if (LabNames.Same(reported.Value, tray))
            return new CheckStep.Pass($"{device.Name} reports {tray}");
        var other = reported.Value.Length > 0 ? reported.Value : "no tray";
        var difference = $"{queue.Name} is for tray {tray}, {device.Name} reports {other}";
        return facts.Answers.GetValueOrDefault(DecisionCatalog.Tray) switch
        {
            null => new CheckStep.Ask(settings.Ask(DecisionCatalog.Tray, $"{difference}. Set {device.Name} to {tray}, continue with {other}, or stop?", ["set", "continue", "stop"], Name)),
            "continue" => new CheckStep.Pass($"{difference}; the answer was to continue"),
            "set" => facts.TraySet switch
            {
                null => new CheckStep.Need(CheckFact.TraySet),
                "" => new CheckStep.Pass($"{device.Name} was set to {tray}"),
                var failure => new CheckStep.Fail($"{device.Name} was not set to {tray}: {failure}"),
            },
            _ => new CheckStep.Fail(difference, Canceled: true),
        };
    }
}
