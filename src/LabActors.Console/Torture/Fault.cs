using System.Globalization;

namespace LabActors.Console.Torture;

/// <summary>Something that happens to a node, and is mended again.</summary>
/// <param name="Kind">What.</param>
/// <param name="Target">To which node.</param>
/// <param name="At">How long after the queues were started, real time.</param>
/// <param name="Lasts">How long, real time.</param>
/// <param name="Late">How much later everything comes, where it is <see cref="FaultKind.Slow"/>.</param>
public sealed record Fault(FaultKind Kind, FaultTarget Target, TimeSpan At, TimeSpan Lasts, TimeSpan Late)
{
    /// <summary>As a plan has it: <c>+4.2 s kill leader for 3.1 s</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"+{At.TotalSeconds:0.0} s {Word} {Target.ToString().ToLowerInvariant()} for {Lasts.TotalSeconds:0.0} s");

    /// <summary>What it is, in words before the node's name.</summary>
    public string Word => Kind switch
    {
        FaultKind.Kill => "kill",
        FaultKind.Stop => "stop",
        FaultKind.Cut => "cut off",
        FaultKind.CutOut => "mute",
        FaultKind.CutIn => "deafen",
        FaultKind.CutOne => "cut from one other",
        FaultKind.Slow => string.Create(CultureInfo.InvariantCulture, $"slow by {Late.TotalMilliseconds:0} ms"),
        _ => throw new InvalidOperationException($"unknown fault {Kind}"),
    };
}
