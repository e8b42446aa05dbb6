namespace LabActors.Acceptance.Examples;

/// <summary>A theory over the real laboratories' queues: skipped, visibly, where <c>../shared/cases/queues</c> is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealQueuesTheoryAttribute : TheoryAttribute
{
    public RealQueuesTheoryAttribute()
    {
        if (!Directory.Exists(DemoLaboratory.RealQueues))
            Skip = "the real laboratories' queues (../shared/cases/queues) are not here";
    }
}
