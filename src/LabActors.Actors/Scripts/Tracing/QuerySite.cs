namespace LabActors.Actors.Scripts.Tracing;

/// <summary>A place in a script that asks something: what is answered there decides a branch.</summary>
internal readonly record struct QuerySite(string File, int Line, string Name);
