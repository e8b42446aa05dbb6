using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Conditionals;

/// <summary>The names that conditions of one instrument may use, and what they stand for. Case does not matter.</summary>
/// <param name="Isotopes">Isotopes that the instrument measures.</param>
/// <param name="Detectors">Its detectors.</param>
/// <param name="Devices">Devices behind <c>device.NAME</c>; blanks in a name are written <c>_</c>.</param>
/// <param name="Gauges">Gauges behind <c>CONTROLLER.GAUGE.pressure</c>, each under every name that it has.</param>
/// <param name="Variables">Numbers behind <c>$NAME</c>; null when they are not known here, and then any is taken.</param>
public sealed record ConditionVocabulary(
    ImmutableArray<string> Isotopes,
    ImmutableArray<string> Detectors,
    ImmutableArray<string> Devices,
    ImmutableArray<GaugeName> Gauges,
    ImmutableArray<string>? Variables = null)
{
    private const string ErrorSuffix = "_err";
    private const string OfIsotope = "of an isotope .cur, .bs_corrected, .bs, .std_dev, slope(), average(), max() or min()";
    private const string OfDetector = "of a detector .cur, .bs, .deflection, .inactive, slope(), average(), max() or min()";
    private const string OfComputed = "of a computed value nothing or .std_dev";

    /// <summary>The names of a laboratory's instrument.</summary>
    public static ConditionVocabulary Of(LabDefinition lab, InstrumentDefinition instrument) => new(
        [.. instrument.Isotopes.Select(i => i.Name)],
        [.. instrument.Detectors.Select(d => d.Name)],
        [.. lab.ExtractionDevices.Select(d => d.Name).Concat(lab.Cryostats.Select(c => c.Name)).Concat(lab.Environment.Select(s => s.Name))],
        [.. lab.Gauges.SelectMany(GaugeName.Of)]);

    /// <summary>What a reference stands for; null when nothing bears the name.</summary>
    public ConditionValue? Find(ValueReference reference) => reference.Form switch
    {
        ValueForm.Variable => Variables is null || Variables.Value.Contains(reference.Name) ? new ConditionValue(ValueSource.Variable, reference.Name) : null,
        ValueForm.Device => Named(Devices, reference.Name) is { } device ? new ConditionValue(ValueSource.Device, device) : null,
        ValueForm.Gauge => Gauge(reference) is { } gauge ? new ConditionValue(ValueSource.Gauge, gauge.Controller, gauge.Gauge) : null,
        ValueForm.Ratio => Ratio(reference),
        _ => Plain(reference),
    };

    /// <summary>What is wrong with a reference; null when nothing is.</summary>
    public ConditionFault? Check(ValueReference reference)
    {
        if (Find(reference) is { } value)
            return Doubt(reference, value);
        var (found, expected, known) = reference.Form switch
        {
            ValueForm.Variable => (reference.Text, $"a number of the run's scripts: {List(Variables!.Value)}", Variables!.Value),
            ValueForm.Device => (reference.Name, $"a device: {List(Devices)}", Devices),
            ValueForm.Gauge => (reference.Text, $"a gauge: {List([.. Gauges.Select(g => $"{g}.pressure")])}", [.. Gauges.Select(g => $"{g}.pressure")]),
            _ => Unnamed(reference),
        };
        return new ConditionFault(reference.Position, $"found '{found}'{NearestName.Hint(found, known)}, expected {expected}");
    }

    // A quantity glued to a name (Ar40bs) is met often enough to be told what to do.
    private (string Found, string Expected, ImmutableArray<string> Known) Unnamed(ValueReference reference)
    {
        var name = reference.Form == ValueForm.Ratio && Named(Isotopes, reference.Name) is not null ? reference.Second : reference.Name;
        if (reference.Quantity != ValueQuantity.Plain && Plain(reference with { Quantity = ValueQuantity.Plain }) is { } known)
            return (reference.Text, known.Source switch { ValueSource.Isotope => OfIsotope, ValueSource.Detector => OfDetector, _ => OfComputed }, []);
        ImmutableArray<string> dotted =
            [.. ConditionFunctions.QuantityNames.Where(q => name.EndsWith(q, StringComparison.OrdinalIgnoreCase)).Select(q => $"{name[..^q.Length]}.{q}")];
        var expected = reference switch
        {
            { Form: ValueForm.Ratio } when Named(Isotopes, reference.Name) is not null => $"an isotope: {List(Isotopes)}",
            { Quantity: ValueQuantity.Deflection or ValueQuantity.Inactive } => $"a detector: {List(Detectors)}",
            _ => $"an isotope ({List(Isotopes)}), a detector ({List(Detectors)}) or a computed value ({List(ComputedNames.Names)})",
        };
        return (name, expected, [.. dotted, .. Isotopes, .. Detectors, .. ComputedNames.Names]);
    }

    private static ConditionFault? Doubt(ValueReference reference, ConditionValue value) => value switch
    {
        { Source: ValueSource.Detector, Quantity: ValueQuantity.Plain } => new ConditionFault(
            reference.Position,
            $"'{reference.Text}' alone is the detector's newest reading, as '{reference.Text}.cur'; Pychron takes 0 here, whatever is measured",
            IsWarning: true),
        _ => null,
    };

    private ConditionValue? Plain(ValueReference reference)
    {
        var quantity = reference.Quantity;
        if (quantity is not (ValueQuantity.Deflection or ValueQuantity.Inactive) && Named(Isotopes, reference.Name) is { } isotope)
            return new ConditionValue(ValueSource.Isotope, isotope, Quantity: quantity);
        if (quantity is not (ValueQuantity.BaselineCorrected or ValueQuantity.Error) && Named(Detectors, reference.Name) is { } detector)
            return new ConditionValue(ValueSource.Detector, detector, Quantity: quantity);
        if (quantity is not (ValueQuantity.Plain or ValueQuantity.Error))
            return null;
        if (ComputedNames.Find(reference.Name) is { } computed)
            return new ConditionValue(ValueSource.Computed, computed, Quantity: quantity);
        return quantity == ValueQuantity.Plain
            && reference.Name.EndsWith(ErrorSuffix, StringComparison.OrdinalIgnoreCase)
            && ComputedNames.Find(reference.Name[..^ErrorSuffix.Length]) is { } uncertain
                ? new ConditionValue(ValueSource.Computed, uncertain, Quantity: ValueQuantity.Error)
                : null;
    }

    private ConditionValue? Ratio(ValueReference reference) =>
        Named(Isotopes, reference.Name) is { } numerator && Named(Isotopes, reference.Second) is { } denominator
            ? new ConditionValue(ValueSource.Ratio, numerator, denominator)
            : null;

    private GaugeName? Gauge(ValueReference reference) =>
        Gauges.FirstOrDefault(g => LabNames.Same(g.ControllerAs, reference.Name) && LabNames.Same(g.GaugeAs, reference.Second));

    private static string? Named(ImmutableArray<string> names, string name) => names.FirstOrDefault(n => LabNames.Same(n, name));

    private static string List(ImmutableArray<string> names) => names.IsEmpty ? "none is known here" : string.Join(", ", names);
}
