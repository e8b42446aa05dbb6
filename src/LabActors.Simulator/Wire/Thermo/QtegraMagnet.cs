namespace LabActors.Simulator.Wire.Thermo;

/// <summary>How the remote control server moves the magnet: far moves in twenty steps of a tenth of a second, behind an answer that has long been given.</summary>
/// <param name="place">Puts the magnet somewhere, at an instant.</param>
internal sealed class QtegraMagnet(Action<double, DateTimeOffset> place)
{
    private const double FarDac = 0.25;
    private const int Steps = 20;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.1);
    private double _from;
    private double _to;
    private DateTimeOffset _began;
    private int _done = Steps;

    public DateTimeOffset? NextStep => _done < Steps ? _began + (Step * (_done + 1)) : null;

    public void Move(double from, double to, DateTimeOffset now)
    {
        (_from, _to, _began, _done) = (from, to, now, 0);
        if (Math.Abs(to - from) > FarDac)
            return;
        Stop();
        place(to, now);
    }

    public void Stop() => _done = Steps;

    public void Elapse(DateTimeOffset now)
    {
        while (NextStep is { } next && next <= now)
        {
            _done++;
            place(_done == Steps ? _to : _from + ((_to - _from) * _done / Steps), next);
        }
    }
}
