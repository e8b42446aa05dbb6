namespace LabActors.Core.Execution.Checks;

/// <summary>What a rule of the run monitor has read.</summary>
/// <param name="Value">Null when it could not be read.</param>
/// <param name="Failure">Why not.</param>
public sealed record MonitorReading(MonitorRule Rule, double? Value, string Failure = "")
{
    /// <summary>True when the rule says that a run must not go on.</summary>
    public bool Trips => Value is { } value && Rule.TripsAt(value);

    /// <inheritdoc/>
    public override string ToString() => Value is { } value
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Rule}: it is {value:G4}")
        : $"{Rule}: it could not be read: {Failure}";
}
