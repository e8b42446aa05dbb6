using System.Collections.Immutable;

namespace LabActors.Core.Decisions;

/// <summary>A kind of question that the program asks.</summary>
/// <param name="Name">What <c>--decide</c> and <c>labactors.decisions</c> call it.</param>
/// <param name="Options">Every answer that it may offer.</param>
/// <param name="About">When it is asked, and what the answers do.</param>
/// <param name="TakesRunId">True when the id of a run is an answer too.</param>
public sealed record DecisionDefinition(string Name, ImmutableArray<string> Options, string About, bool TakesRunId = false);
