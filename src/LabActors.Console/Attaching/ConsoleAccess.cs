namespace LabActors.Console.Attaching;

/// <summary>Which node, as whom.</summary>
public sealed record ConsoleAccess(ConsoleAddress Node, string User, string Token);
