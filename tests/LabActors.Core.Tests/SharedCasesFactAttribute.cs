namespace LabActors.Core.Tests;

/// <summary>A test over real files, reported as skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedCasesFactAttribute : FactAttribute
{
    public SharedCasesFactAttribute()
    {
        if (!Repository.HasSharedCases)
            Skip = "the folder ../shared/cases of real files is absent";
    }
}
