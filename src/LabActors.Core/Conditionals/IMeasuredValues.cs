namespace LabActors.Core.Conditionals;

/// <summary>The values of a run and its laboratory at the moment of a check.</summary>
public interface IMeasuredValues
{
    /// <summary>A value, or why there is none; never an exception.</summary>
    /// <param name="value">Which one.</param>
    /// <param name="window">Newest readings that count; 0: all of them. A plain isotope with a window is the mean of its newest readings, uncorrected.</param>
    MeasuredValue Read(ConditionValue value, int window);
}
