using Akka.Actor;
using LabActors.Actors.Persistence;

namespace LabActors.Actors.Tests.Traps;

/// <summary>
/// The pattern of every command with a physical effect: intent journaled, effect, outcome journaled. A shot is not
/// repeat-safe: after a crash an intent without an outcome is settled by reading the pipette's counter back.
/// Owns the pipette; journals what was asked and what came of it; dies with its parent.
/// </summary>
public sealed class AirPipette : JournaledActor
{
    public sealed record Fire(string CommandId);

    public sealed record Fired(string CommandId);

    public sealed record Failed(string CommandId, string Reason);

    /// <summary>The hardware: counts its shots, and may take the process with it before or after one.</summary>
    public sealed class Hardware
    {
        public int Shots { get; private set; }

        public Action BeforeShot { get; set; } = () => { };

        public Action AfterShot { get; set; } = () => { };

        public void Shoot()
        {
            BeforeShot();
            Shots++;
            AfterShot();
        }
    }

    private readonly Hardware _hardware;
    private readonly Dictionary<string, object> _outcomes = [];
    private string? _open;
    private int _shotsKnown;

    public AirPipette(Hardware hardware)
        : base("air-pipette")
    {
        _hardware = hardware;
        Applies<TestEvents.ShotRequested>(requested => _open = requested.CommandId);
        Applies<TestEvents.ShotFired>(fired =>
        {
            _open = null;
            _shotsKnown++;
            _outcomes[fired.CommandId] = new Fired(fired.CommandId);
        });
        Applies<TestEvents.ShotFailed>(failed =>
        {
            _open = null;
            _outcomes[failed.CommandId] = new Failed(failed.CommandId, failed.Reason);
        });
        Command<Fire>(Handle);
    }

    protected override void OnRecovered()
    {
        if (_open is not { } id)
            return;

        // Unknown until the hardware has been asked; never fired again, never assumed.
        if (_hardware.Shots > _shotsKnown)
            Journal(new TestEvents.ShotFired(Now, id, FoundByReadingBack: true));
        else
            Journal(new TestEvents.ShotFailed(Now, id, "the process ended before the shot"));
    }

    private void Handle(Fire fire)
    {
        if (_outcomes.TryGetValue(fire.CommandId, out var known))
        {
            Sender.Tell(known);
            return;
        }

        Journal(new TestEvents.ShotRequested(Now, fire.CommandId), _ =>
        {
            _hardware.Shoot();
            Journal(new TestEvents.ShotFired(Now, fire.CommandId, FoundByReadingBack: false), _ => Sender.Tell(_outcomes[fire.CommandId]));
        });
    }
}
