using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Reads the isotopes with their masses: <c>molecular_weights.csv</c>, with tabs or commas.</summary>
internal static class MolecularWeights
{
    // Of argon, u (AME 2020), for a set-up without the file.
    private static readonly ImmutableArray<IsotopeDefinition> Argon =
    [
        new("Ar40", 39.9623831), new("Ar39", 38.964313), new("Ar38", 37.9627321), new("Ar37", 36.9667763), new("Ar36", 35.9675451),
    ];

    public static ImmutableArray<IsotopeDefinition> Read(SetupFolder folder, ImportFindings findings)
    {
        if (folder.Find("spectrometer/molecular_weights.csv") is not { } file)
        {
            findings.Assumed("isotopes", "", 0, "those of argon: there is no spectrometer/molecular_weights.csv");
            return Argon;
        }

        findings.Read(file.Path);
        var isotopes = ImmutableArray.CreateBuilder<IsotopeDefinition>();
        var lines = file.Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            string[] cells = [.. lines[i].Split('\t', ',', ';').Select(c => c.Trim()).Where(c => c.Length > 0)];
            if (cells.Length == 0 || cells[0].StartsWith('#'))
                continue;
            if (cells is not [var name, var text, ..] || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var mass) || mass is <= 0 or > 300)
                findings.LeftOut("isotope", file.Path, i + 1, $"found '{lines[i].Trim()}', expected a name and a mass in u");
            else if (isotopes.Any(known => known.Name == name))
                findings.LeftOut($"isotope {name}", file.Path, i + 1, "a second time: the first counts");
            else
                isotopes.Add(new IsotopeDefinition(name, mass));
        }

        findings.Taken("isotopes", file.Path, 0, string.Join(", ", isotopes.Select(i => i.Name)));
        return isotopes.ToImmutable();
    }
}
