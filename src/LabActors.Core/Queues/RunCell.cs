namespace LabActors.Core.Queues;

/// <summary>One cell of a row.</summary>
/// <param name="Text">Without the spaces around it; empty where there is none.</param>
/// <param name="Name">Name of the file's column that it stands in.</param>
/// <param name="Column">1-based character column in the row, 0 where there is no cell.</param>
internal readonly record struct RunCell(string Text, string Name, int Column);
