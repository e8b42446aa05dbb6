namespace LabActors.Console.Typing;

/// <summary>What is told to whoever types.</summary>
public interface IConsoleTold
{
    /// <summary>Something that a person should know now, such as what Ctrl-C did; one line or several.</summary>
    void Tell(string message);
}
