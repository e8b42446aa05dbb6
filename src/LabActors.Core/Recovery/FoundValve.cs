using LabActors.Core.Lines;

namespace LabActors.Core.Recovery;

/// <summary>A valve as it was found after an outage.</summary>
/// <param name="Was">As it stood when it was last known, where it was found otherwise and nobody has moved it since; null where it is as it was left.</param>
/// <param name="Is">As it reads.</param>
/// <param name="Since">Since when it stands so, as far as that is journaled.</param>
/// <param name="Locked">A software lock is on.</param>
public sealed record FoundValve(string Name, ValveStand? Was, ValveStand Is, DateTimeOffset Since, bool Locked = false, bool Simulated = false);
