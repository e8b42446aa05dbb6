using System.Globalization;

namespace LabActors.Node.Hardware;

/// <summary>One thing that the doctor looked at.</summary>
/// <param name="Kind">What it is: program, computer, file, port, device.</param>
/// <param name="Name">Its name.</param>
/// <param name="Health">How it stands.</param>
/// <param name="Found">What was found.</param>
/// <param name="Advice">What to do about it; empty when there is nothing to do.</param>
public sealed record DoctorFinding(string Kind, string Name, DoctorHealth Health, string Found, string Advice = "")
{
    private const char Between = '\t';

    /// <summary>Half of the device's transactions took less, ms; null where none was answered.</summary>
    public double? RoundTripMs { get; init; }

    /// <summary>How it stands, in a word.</summary>
    public string Word => Health switch { DoctorHealth.Good => "ok", DoctorHealth.Doubtful => "LOOK", _ => "BAD" };

    /// <summary>It as a line with tabs, as a node tells it.</summary>
    public string Line => string.Join(
        Between,
        new[] { Word, Kind, Name, RoundTripMs is { } ms ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.0} ms") : "", Found, Advice }.Select(word => string.Join(' ', word.Split(Between, '\r', '\n'))));

    /// <summary>Reads a line; null for one that is none.</summary>
    public static DoctorFinding? Of(string line) => line.Split(Between) is not [var word, var kind, var name, var took, var found, var advice] ? null
        : new DoctorFinding(kind, name, word switch { "ok" => DoctorHealth.Good, "LOOK" => DoctorHealth.Doubtful, _ => DoctorHealth.Bad }, found, advice)
        {
            RoundTripMs = double.TryParse(took.Replace(" ms", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) ? ms : null,
        };
}
