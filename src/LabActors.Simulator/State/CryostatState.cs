namespace LabActors.Simulator.State;

/// <summary>A cold trap on its way from one temperature to another, K.</summary>
/// <param name="From">Temperature at <paramref name="Since"/>.</param>
/// <param name="SetPoint">Temperature that it approaches.</param>
public sealed record CryostatState(double From, double SetPoint, DateTimeOffset Since)
{
    // s.
    private const double TimeConstant = 60;

    /// <summary>Temperature at an instant, K.</summary>
    public double At(DateTimeOffset now) => SetPoint + ((From - SetPoint) * Math.Exp(-(now - Since).TotalSeconds / TimeConstant));
}
