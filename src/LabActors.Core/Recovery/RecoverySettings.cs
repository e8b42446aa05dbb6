namespace LabActors.Core.Recovery;

/// <summary>What becomes of a run that an outage cut off after its point of no return, by the step in which it was. Before that point it goes on, or is started again, by itself.</summary>
/// <param name="Extraction">Gas is in the line, a sample perhaps under a beam.</param>
/// <param name="Measurement">Gas is in the spectrometer, or on its way.</param>
/// <param name="PostMeasurement">It is measured and being pumped.</param>
public sealed record RecoverySettings(StepRecovery Extraction, StepRecovery Measurement, StepRecovery PostMeasurement)
{
    /// <summary>What <c>node.conf</c> says as it is delivered.</summary>
    public static RecoverySettings Default { get; } = new(
        new StepRecovery(RecoveryPolicy.Auto, TimeSpan.FromMinutes(15)),
        new StepRecovery(RecoveryPolicy.Auto, TimeSpan.FromHours(1)),
        new StepRecovery(RecoveryPolicy.Auto, TimeSpan.FromHours(12)));

    /// <summary>Of the step under way.</summary>
    public StepRecovery Of(string step) => step switch
    {
        "measurement" => Measurement,
        "post-measurement" or "save" => PostMeasurement,
        _ => Extraction,
    };
}
