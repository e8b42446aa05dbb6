using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Reduction;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes detectors of those of the set-up.</summary>
internal sealed class DetectorImport(SetupFolder folder, CfgFile? configuration, ImmutableArray<IsotopeDefinition> isotopes, ImportFindings findings)
{
    // Known and without use: colours and columns of Pychron's windows, and the order of its lists.
    private static readonly string[] NotNeeded = ["color", "default_state", "ypadding", "index", "units", "relative_position", "name", "deflection_name", "use_deflection", "serial_id", "ic_factor_err", "ic_factor_error"];

    private static readonly string[] Known = ["isotope", "kind", "software_gain", "ic_factor", "protection_threshold", "deflection_correction_sign", "resistor", "deadtime"];

    /// <summary>The detectors, the axial one and the isotope on it; none where there is no file of them.</summary>
    public (ImmutableArray<DetectorDefinition> Detectors, string Axial, string AxialIsotope) Read()
    {
        if (folder.Find("spectrometer/detectors.yaml", "spectrometer/detectors.yml", "spectrometer/detectors.cfg") is not { } file)
            return ([], "", "");
        var entries = DetectorFile.Read(file, findings);
        var axial = entries.FirstOrDefault(e => e.Name.Equals("AX", StringComparison.OrdinalIgnoreCase)) ?? entries.FirstOrDefault(e => e.Name.Equals("Ax", StringComparison.OrdinalIgnoreCase)) ?? entries.ElementAtOrDefault(entries.Length / 2);
        if (axial is null)
            return ([], "", "");
        var seen = axial.Keys.Text("isotope");
        var axialIsotope = isotopes.FirstOrDefault(i => i.Name == seen) ?? isotopes.FirstOrDefault();
        if (axialIsotope is null)
            return ([], "", "");
        if (!axial.Name.Equals("AX", StringComparison.OrdinalIgnoreCase))
            findings.Assumed("axial detector", file.Path, axial.Keys.Line, $"{axial.Name}: none is called AX");
        return ([.. entries.Select((entry, i) => Detector(entry, i - entries.IndexOf(axial), axialIsotope))], axial.Name, axialIsotope.Name);
    }

    private DetectorDefinition Detector(DetectorEntry entry, int fromAxial, IsotopeDefinition axial)
    {
        var keys = entry.Keys;
        var kind = Kind(entry);
        var isotope = isotopes.FirstOrDefault(i => i.Name == keys.Text("isotope"));
        if (keys.Value("isotope") is { } named && isotope is null)
            findings.LeftOut($"isotope of {entry.Name}", entry.File, named.Line, $"found '{named.Text}', expected one of molecular_weights.csv");
        var relative = isotope is null ? -fromAxial : Math.Round(isotope.Mass - axial.Mass);
        var detector = new DetectorDefinition(
            entry.Name,
            kind,
            relative,
            isotope?.Name ?? "",
            kind == DetectorKind.Faraday ? 1e12 : 0,
            Positive(entry, "software_gain", 1),
            configuration?.Value("Deflections", entry.Name)?.Number ?? 0,
            keys.Value("protection_threshold")?.Number is { } threshold and >= 0 ? threshold : null)
        {
            IcFactor = new Quantity(Positive(entry, "ic_factor", 1), (keys.Value("ic_factor_err") ?? keys.Value("ic_factor_error"))?.Number ?? 0),
        };
        findings.Taken($"detector {entry.Name}", entry.File, keys.Line, string.Create(CultureInfo.InvariantCulture,
            $"{kind.ToString().ToLowerInvariant()}, {relative:+0;-0;0} u from {axial.Name}, gain {detector.Gain}, IC factor {detector.IcFactor.Value}, deflection {detector.Deflection}"));
        if (kind == DetectorKind.Faraday)
            findings.Assumed($"resistor of {entry.Name}", entry.File, keys.Line, "1e12 ohm: no file says it");
        if (detector.ProtectionThresholdFa is not null)
            findings.Assumed($"protection_threshold of {entry.Name}", entry.File, keys.Value("protection_threshold")!.Line, "taken in fA: the file has no unit");
        foreach (var (key, value) in keys.Values.Where(v => !Known.Contains(v.Key.ToLowerInvariant()) && !NotNeeded.Contains(v.Key.ToLowerInvariant())))
            findings.LeftOut($"{key} of {entry.Name}", entry.File, value.Line, $"found '{value.Text}': the key '{key}' is not known");
        return detector;
    }

    private DetectorKind Kind(DetectorEntry entry)
    {
        var said = entry.Keys.Text("kind");
        switch (said.ToLowerInvariant())
        {
            case "" or "faraday":
                return DetectorKind.Faraday;
            case "cdd" or "ioncounter" or "ion counter":
                return DetectorKind.Cdd;
            default:
                findings.Changed($"kind of {entry.Name}", entry.File, entry.Keys.Value("kind")!.Line, $"'{said}' is taken as a Faraday cup: its signal is a current");
                return DetectorKind.Faraday;
        }
    }

    private double Positive(DetectorEntry entry, string key, double fallback)
    {
        if (entry.Keys.Value(key) is not { } value)
            return fallback;
        if (value.Number is { } number and > 0)
            return number;
        findings.LeftOut($"{key} of {entry.Name}", entry.File, value.Line, $"found '{value.Text}', expected a number above 0: {fallback.ToString(CultureInfo.InvariantCulture)} is taken");
        return fallback;
    }
}
