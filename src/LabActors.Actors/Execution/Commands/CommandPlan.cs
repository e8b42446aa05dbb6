using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Core.Execution;
using LabActors.Core.Journal;

namespace LabActors.Actors.Execution.Commands;

/// <summary>How a command is carried out.</summary>
public abstract record CommandPlan
{
    private CommandPlan()
    {
    }

    /// <summary>At once, by the run itself.</summary>
    public sealed record Answer(JsonElement Result, ImmutableArray<IJournalEvent> Facts) : CommandPlan;

    /// <summary>By a child of the run.</summary>
    public sealed record Child(Props Props) : CommandPlan
    {
        /// <summary>What is tested before the counts of the series that the child takes; null: what is tested before all.</summary>
        public SeriesTests? Tests { get; init; }
    }

    /// <summary>Not at all: the script gets an exception.</summary>
    public sealed record Refuse(string Reason) : CommandPlan;

    /// <summary>The run ends (<c>cancel</c>, <c>abort</c>, <c>exit</c>).</summary>
    public sealed record EndRun(RunEnding Ending) : CommandPlan;

    /// <summary>The post-equilibration script starts; the command waits for it when <paramref name="Block"/>.</summary>
    public sealed record StartPostEquilibration(bool Block) : CommandPlan;

    /// <summary>A measurement under way gets a new number of counts.</summary>
    public sealed record ChangeCounts(int Counts) : CommandPlan;

    /// <summary>A child of the run that records beside the script; one that runs already is started anew.</summary>
    /// <param name="Props">Of the period.</param>
    public sealed record StartRecorder(string Name, Func<TimeSpan, Props> Props) : CommandPlan;

    /// <summary>The recorder ends; nothing happens when it does not run.</summary>
    public sealed record StopRecorder(string Name) : CommandPlan;

    /// <summary>The next start of the recorder takes this period.</summary>
    public sealed record SetRecorderPeriod(string Name, TimeSpan Period) : CommandPlan;

    /// <summary>Nothing but None.</summary>
    public static CommandPlan None { get; } = new Answer(Json.Null, []);
}
