namespace LabActors.Core.Recovery;

/// <summary>What was found of a run in flight, and what becomes of it.</summary>
/// <param name="Row">Its row in the queue.</param>
/// <param name="Where">Where it was, in words.</param>
/// <param name="LastCommand">Empty when there was none.</param>
/// <param name="LastReading">Empty when there was none.</param>
/// <param name="Why">Why that becomes of it.</param>
public sealed record RunPlan(string RunId, string RunUuid, string Row, string Step, string Where, string LastCommand, string LastReading, RunOutlook Outlook, string Why)
{
    /// <summary>What becomes of it, in words.</summary>
    public string InWords => Outlook switch
    {
        RunOutlook.Resumed => "it goes on where it was",
        RunOutlook.Asked => "the operator is asked",
        RunOutlook.EndsOn => "its end goes on",
        RunOutlook.Saved => "it is made safe and saved as interrupted, with all it has; the queue goes on",
        _ => "it is over",
    } + $": {Why}";
}
