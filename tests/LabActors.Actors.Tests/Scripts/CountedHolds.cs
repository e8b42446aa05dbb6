using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Scripts;

/// <summary>A clock that only counts who holds it.</summary>
public sealed class CountedHolds : IClockHolds
{
    private int held;
    private int taken;

    public int Held => Volatile.Read(ref held);

    public int Taken => Volatile.Read(ref taken);

    public IDisposable Hold(string owner)
    {
        Interlocked.Increment(ref held);
        Interlocked.Increment(ref taken);
        return new Token(this);
    }

    private sealed class Token(CountedHolds owner) : IDisposable
    {
        private int disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref disposed, 1) == 0)
                Interlocked.Decrement(ref owner.held);
        }
    }
}
