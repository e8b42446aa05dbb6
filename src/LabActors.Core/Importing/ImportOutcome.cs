namespace LabActors.Core.Importing;

/// <summary>What became of a thing of a set-up folder.</summary>
public enum ImportOutcome
{
    /// <summary>It is in lab.yaml as it was.</summary>
    Taken,

    /// <summary>It is in lab.yaml in another form, and the finding says why.</summary>
    Changed,

    /// <summary>The set-up does not say it and lab.yaml needs it: a value was chosen that somebody has to look at.</summary>
    Assumed,

    /// <summary>It was understood, and LabActors has no use for it: colours of a drawing, settings of Pychron's windows.</summary>
    NotNeeded,

    /// <summary>It is not in lab.yaml, or nothing there uses it: not understood, wrong, or a device that LabActors has no driver for.</summary>
    LeftOut,
}
