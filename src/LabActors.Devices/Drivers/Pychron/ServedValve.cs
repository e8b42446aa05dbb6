namespace LabActors.Devices.Drivers.Pychron;

/// <summary>A valve as we tell Pychron's clients of it.</summary>
/// <param name="IsOpen">Null when nobody can tell: it is then left out of words, and never said to be closed.</param>
/// <param name="Owner">Whose it is; empty for nobody's.</param>
public sealed record ServedValve(string Name, bool? IsOpen, bool IsLocked, string Owner, bool IsManual);
