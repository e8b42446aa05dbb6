using System.Collections.Immutable;

namespace LabActors.Node.Checks;

/// <summary>What a check is, for people.</summary>
/// <param name="When"><c>before the execution</c>, <c>before each queue</c>, <c>before each run</c>, or several of them.</param>
/// <param name="Settings">Settings and their values in force.</param>
/// <param name="Finding">What it would find, as far as that is known without hardware; empty when no queue was given.</param>
public sealed record CheckExplanation(string Name, string When, string Asks, string OnFailure, ImmutableArray<string> Settings, string Finding);
