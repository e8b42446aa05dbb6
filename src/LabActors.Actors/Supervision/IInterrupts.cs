namespace LabActors.Actors.Supervision;

/// <summary>What the operating system or the keyboard asks of the process.</summary>
public interface IInterrupts
{
    /// <summary>Tells until the registration is disposed; meanwhile no signal ends the process by itself.</summary>
    /// <param name="interrupted">Ctrl-C (SIGINT).</param>
    /// <param name="terminated">SIGTERM, SIGHUP, SIGQUIT: the process is to go.</param>
    IDisposable Watch(Action interrupted, Action terminated);
}
