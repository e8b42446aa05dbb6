using System.Collections.Immutable;

namespace LabActors.Core.Labs.Faults;

/// <summary>A kind of fault that a simulated laboratory can have, and what may be said of it.</summary>
/// <param name="Name">As files and people write it.</param>
/// <param name="Meaning">What happens, one sentence.</param>
public sealed record FaultKind(string Name, string Meaning)
{
    /// <summary>What has it.</summary>
    public FaultTarget Target { get; init; }

    /// <summary>What <c>part</c> is; empty where there is none.</summary>
    public string Part { get; init; } = "";

    /// <summary>The part is a valve of the device, by name or address.</summary>
    public bool IsOfValve => Part == "the valve";

    /// <summary>What <c>seconds</c> is; empty where there is none.</summary>
    public string Seconds { get; init; } = "";

    /// <summary>What <c>value</c> is; empty where there is none.</summary>
    public string Value { get; init; } = "";

    /// <summary>The smallest value.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The greatest value.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>What <c>text</c> is; empty where there is none.</summary>
    public string Text { get; init; } = "";

    /// <summary>It may be one of the answers to some requests alone: <c>request</c>.</summary>
    public bool OfRequests { get; init; }

    /// <summary>It may be over after so many times: <c>count</c>.</summary>
    public bool IsCounted { get; init; }

    /// <summary>It is over at once, and nothing mends it.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Keys without which it means nothing.</summary>
    public ImmutableArray<string> Required { get; init; } = [];

    /// <summary>The keys that may be given, besides who has it, when, and for how long.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            if (Part.Length > 0)
                yield return "part";
            if (Seconds.Length > 0)
                yield return "seconds";
            if (Value.Length > 0)
                yield return "value";
            if (Text.Length > 0)
                yield return "text";
            if (OfRequests)
                yield return "request";
            if (IsCounted)
                yield return "count";
        }
    }
}
