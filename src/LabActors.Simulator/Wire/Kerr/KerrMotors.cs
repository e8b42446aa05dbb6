using System.Collections.Immutable;

namespace LabActors.Simulator.Wire.Kerr;

/// <summary>Kerr motors, on a line of their own or on that of a board which does not mind them.</summary>
public sealed class KerrMotors : WireInstrument, ICheckedAnswers
{
    private readonly KerrChain _chain;

    /// <summary>A chain of motors.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="motors">In the order of the chain: the channel of each, and its travel in counts from home.</param>
    public KerrMotors(string device, ImmutableArray<(string Channel, double Lowest, double Highest)> motors)
        : base(device, WireFaultKind.StuckAxis) => _chain = new KerrChain([.. motors.Select(m => new KerrMotor(m.Channel, m.Lowest, m.Highest))], Active);

    Range? ICheckedAnswers.CheckOf(ReadOnlySpan<byte> answer) => ^1..;

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            if ((_chain.InFrame || KerrChain.Begins(b)) && _chain.Take(b, now) is { } answer)
                answers.Send(answer);
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _chain.Clear();
        _chain.Reset(now);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(_chain.Truth(now));
}
