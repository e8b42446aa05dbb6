namespace LabActors.Actors.Time;

/// <summary>
/// A scheduled message that has something read and changes nothing. In laboratory time it comes after everything that acts at the same instant, so that
/// what is read does not hang on which of the two was scheduled first: after an outage that is another order than before it.
/// </summary>
public interface ILooksOn;
