namespace LabActors.Core.Conditionals;

/// <summary>Where a conditional comes from. The numbers are Pychron's.</summary>
public enum ConditionalLevel
{
    /// <summary>The laboratory's file: every run.</summary>
    System = 10,

    /// <summary>The queue's file: every run of the queue.</summary>
    Queue = 20,

    /// <summary>The row: one run.</summary>
    Run = 30,

    /// <summary>A command of the run's measurement script.</summary>
    Script = 40,
}
