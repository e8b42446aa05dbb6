namespace LabActors.Actors.Time;

/// <summary>Holds on the real clock: it waits for nobody, so they do nothing.</summary>
public sealed class RealClockHolds : IClockHolds
{
    private RealClockHolds()
    {
    }

    /// <summary>The one instance; it has no state.</summary>
    public static RealClockHolds Instance { get; } = new();

    /// <inheritdoc/>
    public IDisposable Hold(string owner)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);
        return Nothing.Instance;
    }

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
