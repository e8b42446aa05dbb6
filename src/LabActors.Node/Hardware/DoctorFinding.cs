namespace LabActors.Node.Hardware;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Kind">What it is: program, computer, file, port, device.</param>
/// <param name="Name">Its name.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do about it; empty when there is nothing to do.</param>
public sealed record DoctorFinding(string Kind, string Name, DoctorHealth Health, string Found, string Advice = "")
{
    /// <summary>Half of the device's transactions took less, ms; null where none was answered.</summary>
    public double? RoundTripMs { get; init; }
}
