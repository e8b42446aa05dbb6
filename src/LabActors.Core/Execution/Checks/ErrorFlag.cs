namespace LabActors.Core.Execution.Checks;

/// <summary>An error that somebody has raised and nobody has cleared.</summary>
/// <param name="Source">Whose error it is: a device, a room, a person.</param>
/// <param name="Holds">Nothing is started while it is up.</param>
public sealed record ErrorFlag(string Source, string Text, string By, DateTimeOffset At, bool Holds = true);
