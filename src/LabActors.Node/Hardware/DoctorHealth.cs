namespace LabActors.Node.Hardware;

/// <summary>How something stands that the doctor looked at.</summary>
public enum DoctorHealth
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>It works, and somebody should look at it.</summary>
    Doubtful,

    /// <summary>It does not work.</summary>
    Bad,
}
