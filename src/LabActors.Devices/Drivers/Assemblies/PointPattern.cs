using LabActors.Core.Labs;

namespace LabActors.Devices.Drivers.Assemblies;

/// <summary>A pattern that is run point by point on a stage.</summary>
/// <param name="time">For the rests.</param>
/// <param name="x">Stage coordinate at which it began, mm.</param>
/// <param name="y">Stage coordinate at which it began, mm.</param>
public sealed class PointPattern(PatternDefinition pattern, TrayStage stage, TimeProvider time, double x, double y)
{
    private int _next;
    private DateTimeOffset? _restsSince;

    /// <summary>As scripts name it.</summary>
    public string Name => pattern.Name;

    /// <summary>Starts the move to the next point when the stage has rested long enough at the last; false when the stage is back where it began.</summary>
    public async ValueTask<bool> GoOn(CancellationToken cancellation)
    {
        if (await stage.IsMoving(cancellation).ConfigureAwait(false))
            return true;
        var now = time.GetUtcNow();
        _restsSince ??= now;
        if (_next > 0 && _next <= pattern.Points.Length && now - _restsSince < pattern.Points[_next - 1].Dwell)
            return true;
        if (_next > pattern.Points.Length)
            return false;
        var (dx, dy) = _next < pattern.Points.Length ? (pattern.Points[_next].X, pattern.Points[_next].Y) : (0, 0);
        await stage.MoveTo(x + dx, y + dy, cancellation).ConfigureAwait(false);
        (_next, _restsSince) = (_next + 1, null);
        return true;
    }
}
