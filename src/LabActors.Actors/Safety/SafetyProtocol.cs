using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Safety;

/// <summary>Messages of the <c>SafetyActor</c>. Both requests are taken in every state of the laboratory, asked again as often as one likes, and always answered.</summary>
public static class SafetyProtocol
{
    /// <summary>Makes the laboratory safe: built-in steps at once, runs in flight ended, steps again, then the laboratory's own script.</summary>
    /// <param name="EndRuns">How runs in flight end: <c>cancel</c> or <c>fail</c>.</param>
    public sealed record MakeSafe(string By, string Why, string EndRuns = "cancel");

    /// <summary>Protects the instruments now: built-in steps at once, every script stopped and none started, runs saved, queues ended.</summary>
    public sealed record QuickStop(string By, string Why);

    /// <summary>Answers both when it is over.</summary>
    /// <param name="Safe">False: something was not done, <paramref name="Summary"/> says what.</param>
    public sealed record MadeSafe(string Id, bool Safe, ImmutableArray<SafeStateStep> Steps, string Summary);

    /// <summary>Answers both when the journal of the safe states cannot be written at the moment; the laboratory's parts are as they were.</summary>
    public sealed record NotNow
    {
        /// <summary>The only one.</summary>
        public static NotNow Instance { get; } = new();
    }
}
