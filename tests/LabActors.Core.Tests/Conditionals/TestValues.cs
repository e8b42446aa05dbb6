using LabActors.Core.Conditionals;

namespace LabActors.Core.Tests.Conditionals;

/// <summary>Values that a test sets, of an instrument with <see cref="Names"/>; all others have no readings yet.</summary>
internal sealed class TestValues : IMeasuredValues
{
    public static readonly ConditionVocabulary Names = new(
        ["Ar40", "Ar39", "Ar36"], ["H1", "H2", "AX", "L2(CDD)", "CDD"], ["Fusions CO2"], [new GaugeName("bone_controller", "IG", "bone", "ig")], ["MIN_INTENSITY"]);

    private readonly Dictionary<ConditionValue, double> _numbers = [];

    public TestValues With(string text, double number)
    {
        _numbers[Names.Find(ConditionParser.Read(text).Expression!.Values().Single())!] = number;
        return this;
    }

    public MeasuredValue Read(ConditionValue value, int window) =>
        _numbers.TryGetValue(value, out var number) ? MeasuredValue.Of(number) : MeasuredValue.Unavailable("has no readings yet");
}
