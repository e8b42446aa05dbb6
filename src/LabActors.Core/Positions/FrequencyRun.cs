namespace LabActors.Core.Positions;

/// <summary>What the places of inserted references depend on, of one run of a queue.</summary>
/// <param name="AnalysisType"><c>unknown</c>, <c>air</c> ...</param>
/// <param name="Aliquot">Runs that follow each other with one aliquot are a group.</param>
/// <param name="Skip">The run is not executed.</param>
public readonly record struct FrequencyRun(string AnalysisType, int Aliquot, bool Skip);
