using Akka.Configuration;

namespace LabActors.Actors.Execution;

/// <summary>What a laboratory may choose of its conditionals (section <c>labactors.conditionals</c> of the HOCON).</summary>
/// <param name="TerminationCancelsQueue">A termination also cancels the queue, as it does in Pychron.</param>
public sealed record ConditionalSettings(bool TerminationCancelsQueue)
{
    /// <summary>The queue goes on: what <c>node.conf</c> says.</summary>
    public static ConditionalSettings Default { get; } = new(TerminationCancelsQueue: false);

    /// <summary>As a node's configuration says.</summary>
    public static ConditionalSettings Of(Config config) =>
        new(config.GetBoolean("labactors.conditionals.termination-cancels-queue", Default.TerminationCancelsQueue));
}
