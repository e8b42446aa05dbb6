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

    /// <summary>When it passes a temperature (K) on its way; null when it does not.</summary>
    public DateTimeOffset? Passes(double kelvin)
    {
        var ratio = (From - SetPoint) / (kelvin - SetPoint);
        return double.IsFinite(ratio) && ratio >= 1 ? Since.AddTicks((long)Math.Ceiling(TimeConstant * Math.Log(ratio) * TimeSpan.TicksPerSecond)) : null;
    }

    /// <summary>Whether it is colder than a temperature (K); from the instant of <see cref="Passes"/> on it is what it will stay.</summary>
    public bool IsBelow(double kelvin, DateTimeOffset now) => (now >= Passes(kelvin) ? SetPoint : From) < kelvin;
}
