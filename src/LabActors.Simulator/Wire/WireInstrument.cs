using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LabActors.Simulator.Wire;

/// <summary>What all simulated instruments share: a name, faults, and a way to write bytes and truth down.</summary>
public abstract class WireInstrument(string device, params ImmutableHashSet<WireFaultKind> faults) : IWireInstrument
{
    /// <inheritdoc/>
    public string Device => device;

    /// <inheritdoc/>
    public virtual DateTimeOffset? NextEvent => null;

    /// <inheritdoc/>
    public virtual bool ServesMany => false;

    /// <inheritdoc/>
    public ImmutableHashSet<WireFaultKind> CanSuffer => faults;

    /// <inheritdoc/>
    public ImmutableArray<WireFault> Faults => Active.All;

    internal WireFaults Active { get; } = new();

    /// <inheritdoc/>
    public virtual void Connect(DateTimeOffset now, IWireAnswers answers)
    {
    }

    /// <inheritdoc/>
    public abstract void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers);

    /// <inheritdoc/>
    public virtual void Elapse(DateTimeOffset now, IWireAnswers answers)
    {
    }

    /// <inheritdoc/>
    public abstract void LosePower(DateTimeOffset now);

    /// <inheritdoc/>
    public void Suffer(WireFault fault)
    {
        if (!faults.Contains(fault.Kind))
            throw new ArgumentException($"{device} cannot have the fault {fault.Kind}, only {string.Join(", ", faults.Order())}", nameof(fault));
        Active.Add(fault);
    }

    /// <inheritdoc/>
    public void Recover(WireFaultKind kind, string part = "") => Active.Remove(kind, part);

    /// <inheritdoc/>
    public abstract ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now);

    /// <summary>The bytes of a text, one each character.</summary>
    protected static ReadOnlyMemory<byte> Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A number as instruments write it.</summary>
    protected static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A number in its shortest form.</summary>
    protected static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number that a request gives; null when it is none.</summary>
    protected static double? Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    /// <summary>Truth from pairs.</summary>
    protected static ImmutableSortedDictionary<string, string> Facts(IEnumerable<(string Key, string Value)> facts) =>
        facts.ToImmutableSortedDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);

    /// <summary>Yes or no, for <see cref="Truth"/>.</summary>
    protected static string Word(bool yes) => yes ? "true" : "false";
}
