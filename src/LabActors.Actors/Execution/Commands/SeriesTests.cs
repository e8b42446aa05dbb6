using System.Collections.Immutable;
using LabActors.Core.Conditionals;

namespace LabActors.Actors.Execution.Commands;

/// <summary>What is tested before the counts of a series besides, or instead of, what is tested before all.</summary>
/// <param name="Series">Its number.</param>
/// <param name="OfRun">False where the script wants the run's conditionals left alone (<c>check_conditionals=False</c>).</param>
/// <param name="Whiff">A whiff's own.</param>
public sealed record SeriesTests(int Series, bool OfRun, ImmutableArray<Conditional> Whiff);
