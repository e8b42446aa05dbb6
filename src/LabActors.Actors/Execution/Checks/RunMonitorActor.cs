using Akka.Actor;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>
/// Watches the run monitor's rules while runs are in flight: reads them at the configured interval, and tells its parent <see cref="Tripped"/> at
/// once when one holds, and once for each rule that cannot be read any more. Persists nothing; dies when its parent stops it.
/// </summary>
public sealed class RunMonitorActor : ReceiveActor, IWithTimers
{
    private readonly HashSet<string> _unread = [];

    public RunMonitorActor(RunServices services)
    {
        var settings = services.Checks.Settings;
        Receive<Sample>(_ => Context.ActorOf(MonitorReaderActor.Props(settings.MonitorRules, services, settings.MonitorEvery)));
        Receive<MonitorReaderActor.Read>(r =>
        {
            foreach (var reading in r.Readings)
                Judge(reading);
            Timers.StartSingleTimer("sample", new Sample(), settings.MonitorEvery);
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A monitor of the configured rules.</summary>
    public static Props Props(RunServices services) => Akka.Actor.Props.Create(() => new RunMonitorActor(services));

    /// <inheritdoc/>
    protected override void PreStart() => Self.Tell(new Sample());

    private void Judge(MonitorReading reading)
    {
        if (reading.Trips)
            Context.Parent.Tell(new Tripped(reading));
        else if (reading.Value is null && _unread.Add(reading.Rule.Text))
            Context.Parent.Tell(new Unread(reading));
        else if (reading.Value is not null)
            _unread.Remove(reading.Rule.Text);
    }

    /// <summary>A rule holds.</summary>
    public sealed record Tripped(MonitorReading Reading);

    /// <summary>A rule cannot be read; told once until it can be again.</summary>
    public sealed record Unread(MonitorReading Reading);

    private sealed record Sample;
}
