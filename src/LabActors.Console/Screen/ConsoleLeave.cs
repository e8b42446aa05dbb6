namespace LabActors.Console.Screen;

/// <summary>What leaving a console comes to.</summary>
public enum ConsoleLeave
{
    /// <summary>The console ends, the laboratory goes on.</summary>
    Detaches,

    /// <summary>Console and laboratory are one process, which ends with its queue.</summary>
    Stays,

    /// <summary>What is shown is a recording, and ends.</summary>
    Ends,
}
