using LabActors.Actors.Supervision;

namespace LabActors.Console.Commands;

/// <summary>What commands that hold a node need in order to end in good order when the process is told to.</summary>
/// <param name="Interrupts">Signals.</param>
/// <param name="End">The end of the process by force.</param>
/// <param name="Wall">Real time.</param>
public sealed record ProgramStops(IInterrupts Interrupts, IProcessEnd End, TimeProvider Wall)
{
    /// <summary>Listens to signals until it is disposed.</summary>
    public NodeStop Watch(Action<string> tell) => new(Interrupts, tell, End, Wall);
}
