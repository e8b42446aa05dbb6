namespace LabActors.Actors.Supervision;

/// <summary>How a program ends itself by force.</summary>
public interface IProcessEnd
{
    /// <summary>Ends it, whatever still runs in it.</summary>
    void Exit(int code);
}
