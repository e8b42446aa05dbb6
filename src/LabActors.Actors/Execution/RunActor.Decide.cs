using LabActors.Core.Execution;

namespace LabActors.Actors.Execution;

/// <summary>What nobody but an operator can know after an outage.</summary>
public sealed partial class RunActor
{
    private void Decide(CommandProtocol.CommandKey key, CommandRecord record) =>
        NotResumed($"not resumed: {record.Request.Name} was under way, and nobody knows whether it was done");
}
