using Akka.Actor.Setup;
using Serilog;

namespace LabActors.Actors.Logging;

/// <summary>The Serilog logger that an actor system writes to; without it, <see cref="Log.Logger"/> as it is at the start.</summary>
public sealed class SerilogSetup(ILogger logger) : Setup
{
    /// <summary>Where the actors' log goes.</summary>
    public ILogger Logger { get; } = logger;
}
