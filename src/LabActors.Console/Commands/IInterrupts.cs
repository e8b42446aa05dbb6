namespace LabActors.Console.Commands;

/// <summary>What the operating system or the keyboard asks of the process.</summary>
public interface IInterrupts
{
    /// <summary>Tells until the registration is disposed.</summary>
    /// <param name="interrupted">Ctrl-C (SIGINT).</param>
    /// <param name="terminated">SIGTERM, SIGHUP: the process is to go.</param>
    IDisposable Watch(Action interrupted, Action terminated);
}
