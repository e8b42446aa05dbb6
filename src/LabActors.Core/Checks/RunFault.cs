namespace LabActors.Core.Checks;

/// <summary>Something that is wrong with a run.</summary>
/// <param name="Field">Column of the queue file that it is about.</param>
/// <param name="Message">What, in the words that operators know from Pychron where it has some.</param>
public sealed record RunFault(string Field, string Message);
