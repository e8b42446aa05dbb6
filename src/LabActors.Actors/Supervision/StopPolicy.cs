namespace LabActors.Actors.Supervision;

/// <summary>What a stop of the node's process means for runs in flight: <c>labactors.stop.policy</c>.</summary>
public enum StopPolicy
{
    /// <summary>The laboratory is made safe at once; a node that is started again takes them up by its recovery's rules.</summary>
    Safe,

    /// <summary>They come to their end, and nothing more is launched; a node that is started again goes on with the next run.</summary>
    Finish,

    /// <summary>As <see cref="Finish"/>, and the queue stays paused until somebody resumes it.</summary>
    Hold,
}
