namespace LabActors.Core.Tests;

/// <summary>A test over vectors of laboratories' data, reported as skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedVectorsTheoryAttribute : TheoryAttribute
{
    public SharedVectorsTheoryAttribute()
    {
        if (!Repository.HasSharedVectors)
            Skip = "the folder ../shared/vectors is absent";
    }
}
