namespace LabActors.Console.View;

/// <summary>Which of several simultaneous activities is shown first.</summary>
public enum ActivityRank
{
    /// <summary>A series of readings.</summary>
    Series,

    /// <summary>Gas equilibrates into the spectrometer.</summary>
    Equilibration,

    /// <summary>A script's command, or a wait of it.</summary>
    Command,

    /// <summary>Waiting for something that another run holds.</summary>
    Waiting,
}
