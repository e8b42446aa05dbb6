namespace LabActors.Core.Replay;

/// <summary>How far an actor's journal has come.</summary>
/// <param name="Events">Events so far.</param>
/// <param name="Last">Name of the newest.</param>
public sealed record ActorMark(long Events, string Last, DateTimeOffset At);
