namespace LabActors.Simulator.Wire;

/// <summary>An instrument whose answers carry check bytes.</summary>
internal interface ICheckedAnswers
{
    /// <summary>Where they are in an answer; null in one that has none.</summary>
    Range? CheckOf(ReadOnlySpan<byte> answer);
}
