using LabActors.Actors.Time;

namespace LabActors.Actors.Scripts;

/// <summary>Holds for scripts that run beside any laboratory clock: traces and checks.</summary>
public sealed class NoClockHolds : IClockHolds
{
    /// <inheritdoc/>
    public IDisposable Hold(string owner) => Nothing.Instance;

    private sealed class Nothing : IDisposable
    {
        public static readonly Nothing Instance = new();

        public void Dispose()
        {
        }
    }
}
