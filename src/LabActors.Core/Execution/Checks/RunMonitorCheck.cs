namespace LabActors.Core.Execution.Checks;

/// <summary>What the run monitor watches during runs is as it should be before them.</summary>
public sealed class RunMonitorCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "run-monitor";

    /// <inheritdoc/>
    public override string Asks => "no rule of labactors.run-monitor trips, and all of them can be read";

    /// <inheritdoc/>
    public override string OnFailure => "refuses (before a run: ends the queue failed); during a run a trip ends it at once";

    /// <inheritdoc/>
    public override IEnumerable<string> Settings(CheckSettings settings) =>
    [
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"every {settings.MonitorEvery.TotalSeconds:0.#} s"),
        settings.MonitorRules.IsEmpty ? "no rules" : $"rules {string.Join("; ", settings.MonitorRules)}",
    ];

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        if (settings.MonitorRules.IsEmpty)
            return new CheckStep.Pass("there are no rules");
        if (settings.MonitorRules.Select(r => r.Against(order.Lab)).FirstOrDefault(p => p.Length > 0) is { } problem)
            return new CheckStep.Fail($"labactors.run-monitor.rules: {problem}");
        if (facts.Monitor is not { } readings)
            return new CheckStep.Need(CheckFact.Monitor);
        var wrong = readings.Where(r => r.Trips || r.Value is null).ToArray();
        return wrong.Length == 0
            ? new CheckStep.Pass(string.Join("; ", readings))
            : new CheckStep.Fail(string.Join("; ", wrong.Select(r => r.ToString())));
    }
}
