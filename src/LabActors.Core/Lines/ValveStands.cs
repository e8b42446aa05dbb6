namespace LabActors.Core.Lines;

/// <summary>The words for valve states in journal and protocol.</summary>
public static class ValveStands
{
    /// <summary><c>open, closed, moving, unknown, fault</c>.</summary>
    public static string Word(this ValveStand stand) => stand switch
    {
        ValveStand.Open => "open",
        ValveStand.Closed => "closed",
        ValveStand.Moving => "moving",
        ValveStand.Fault => "fault",
        _ => "unknown",
    };

    /// <summary>The state of a word; a word that is none of them is unknown.</summary>
    public static ValveStand Parse(string word) => word switch
    {
        "open" => ValveStand.Open,
        "closed" => ValveStand.Closed,
        "moving" => ValveStand.Moving,
        "fault" => ValveStand.Fault,
        _ => ValveStand.Unknown,
    };

    /// <summary>The state that an actuation is to reach.</summary>
    public static ValveStand Of(bool open) => open ? ValveStand.Open : ValveStand.Closed;
}
