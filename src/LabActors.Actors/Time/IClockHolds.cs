namespace LabActors.Actors.Time;

/// <summary>
/// Holds on the laboratory clock. Whoever works outside the mailboxes (a script process, a journal write, a task whose
/// result is piped to an actor) takes a hold for as long as it works, so that virtual time does not jump meanwhile.
/// On a real clock a hold costs nothing and does nothing.
/// </summary>
public interface IClockHolds
{
    /// <summary>Takes a hold until the returned token is disposed; disposing twice is harmless.</summary>
    /// <param name="owner">Who holds and why, in words: it is what the stall report prints.</param>
    IDisposable Hold(string owner);
}
