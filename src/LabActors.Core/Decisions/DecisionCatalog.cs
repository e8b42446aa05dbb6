using System.Collections.Immutable;

namespace LabActors.Core.Decisions;

/// <summary>Every question that the program asks, by the names that presets have.</summary>
public static class DecisionCatalog
{
    /// <summary>The answer that stops what asks.</summary>
    public const string Cancel = "cancel";

    /// <summary>An unfinished experiment is in the data folder and other queues are to be run.</summary>
    public const string Unfinished = "unfinished-experiment";

    /// <summary>The results database does not answer.</summary>
    public const string Persistence = "persistence";

    /// <summary>A queue wants mail and none can be sent.</summary>
    public const string Email = "email";

    /// <summary>The second store of aliquot numbers does not answer.</summary>
    public const string SecondaryDatabase = "secondary-database";

    /// <summary>Stores disagree on the greatest aliquot of the first run.</summary>
    public const string FirstAliquot = "first-aliquot";

    /// <summary>Runs name no repository.</summary>
    public const string DatedRepositories = "dated-repositories";

    /// <summary>An identifier has results in another repository.</summary>
    public const string RepositoryIdentifiers = "repository-identifiers";

    /// <summary>Valves are locked.</summary>
    public const string LockedValves = "locked-valves";

    /// <summary>The first run is corrected by a blank that was measured before the queue.</summary>
    public const string PrecedingBlank = "preceding-blank";

    /// <summary>There is no blank for the first run.</summary>
    public const string MissingBlank = "missing-blank";

    /// <summary>Which blank.</summary>
    public const string ChooseBlank = "choose-blank";

    /// <summary>The extraction device has another tray than the queue.</summary>
    public const string Tray = "tray";

    /// <summary>An outage came while a shot, a drop or another thing that must not happen twice was under way, and the device cannot tell whether it happened.</summary>
    public const string OneShot = "one-shot";

    /// <summary>A run was cut off by an outage, and the policy of its step is to ask.</summary>
    public const string ResumeRun = "resume-run";

    /// <summary>Answer to <see cref="ResumeRun"/>: it goes on where it was.</summary>
    public const string Resume = "resume";

    /// <summary>Answer to <see cref="ResumeRun"/> before the point of no return: it begins again.</summary>
    public const string Restart = "restart";

    /// <summary>Answer to <see cref="ResumeRun"/> after the point of no return: it is made safe and saved.</summary>
    public const string Save = "save";

    /// <summary>In the order in which they may be asked.</summary>
    public static ImmutableArray<DecisionDefinition> All { get; } =
    [
        new(Unfinished, ["continue", "leave"], "the data folder holds an unfinished experiment: continue it before the queues given, or leave it canceled"),
        new(Persistence, ["yes", "no"], "the results database does not answer: run all the same (the journal keeps everything), or not"),
        new(Email, ["yes", "no"], "a queue wants mail and none can be sent: run without, or not"),
        new(SecondaryDatabase, ["yes", "no"], "the second store of aliquot numbers does not answer: number by this node alone, or do not run"),
        new(FirstAliquot, ["accept", "reject"], "stores disagree on the first run's aliquot: take the number after the greatest, or cancel"),
        new(DatedRepositories, ["yes", "no"], "runs name no repository: fill in the half-year's, or do not run"),
        new(RepositoryIdentifiers, ["keep", "known", Cancel], "an identifier has results in another repository: keep the queue's, take the known one, or do not run"),
        new(LockedValves, ["yes", "no"], "valves are locked: run all the same, or not"),
        new(PrecedingBlank, ["yes", "choose", Cancel], "the first run needs a blank from before the queue: the last that matches, one by its run id, or do not run", TakesRunId: true),
        new(MissingBlank, ["without", "choose", Cancel], "no blank matches the first run: run without, take one by its run id, or do not run", TakesRunId: true),
        new(ChooseBlank, [Cancel], "which blank: its run id, or do not run", TakesRunId: true),
        new(Tray, ["set", "continue", "stop"], "the extraction device has another tray than the queue: set it, run with the other one, or stop all queues"),
        new(OneShot, ["repeat", "done", Cancel], "an outage came while a shot, a drop or the like was under way: do it again, take it for done, or make the run safe and save it"),
        new(ResumeRun, [Resume, Restart, Save], "a run was cut off by an outage and recovery.policy is ask or hold: go on with it; begin it again, where nothing physical was done; else make it safe and save it"),
    ];

    /// <summary>True for the questions after an outage: somebody has to come to the laboratory first.</summary>
    public static bool IsOfRecovery(string name) => name is OneShot or ResumeRun;

    /// <summary>The question of that name; null when there is none.</summary>
    public static DecisionDefinition? Find(string name) => All.FirstOrDefault(d => d.Name == name);

    /// <summary>What is wrong with a preset answer; empty when nothing is. An answer that a question does not offer when it comes to it is told then.</summary>
    public static string AgainstPreset(string name, string answer)
    {
        if (Find(name) is not { } decision)
            return $"there is no decision '{name}'; there are {string.Join(", ", All.Select(d => d.Name))}";
        if (answer.Length == 0 || (!decision.Options.Contains(answer) && !decision.TakesRunId))
            return $"'{answer}' is no answer to {name}: expected {string.Join(", ", decision.Options)}{(decision.TakesRunId ? ", or a run id" : "")}";
        return "";
    }
}
