namespace LabActors.Core.Lines;

/// <summary>The lease that a command to something shared was let through under.</summary>
/// <param name="Resource">As it is leased: <c>line:SECTION</c>.</param>
/// <param name="Token">Of the grant.</param>
public sealed record GivenUnder(string Resource, long Token);
