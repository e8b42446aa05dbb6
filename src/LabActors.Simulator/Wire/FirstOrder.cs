namespace LabActors.Simulator.Wire;

/// <summary>Something on its way from one value to another, which it approaches exponentially.</summary>
/// <param name="From">Value at <paramref name="Since"/>.</param>
/// <param name="TimeConstant">s.</param>
internal sealed record FirstOrder(double From, double To, DateTimeOffset Since, double TimeConstant)
{
    /// <summary>Value at an instant.</summary>
    public double At(DateTimeOffset now) => To + ((From - To) * Math.Exp(-Math.Max(0, (now - Since).TotalSeconds) / TimeConstant));

    /// <summary>From where it is now towards another value.</summary>
    public FirstOrder Towards(double to, DateTimeOffset now) => new(At(now), to, now, TimeConstant);
}
