namespace LabActors.Devices.Drivers.Pychron;

/// <summary>A valve as Pychron's servers and clients compare it.</summary>
/// <param name="IsManual">Moved by hand: it has no lock.</param>
public readonly record struct PychronValve(string Name, bool IsOpen, bool IsLocked, bool IsManual = false);
