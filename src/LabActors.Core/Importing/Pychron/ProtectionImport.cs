using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>What protects detectors while the magnet moves far.</summary>
internal sealed class ProtectionImport(CfgFile configuration, ImportFindings findings)
{
    public MagnetDefinition Of(MagnetDefinition magnet, ImmutableArray<DetectorDefinition> detectors)
    {
        if (configuration.Find("Protection") is not { } protection)
            return magnet;
        if (protection.Value("use_beam_blank") is { IsTrue: true } blank)
            findings.LeftOut("use_beam_blank", configuration.Path, blank.Line, $"found true (above {protection.Text("beam_blank_threshold")}): lab.yaml has no blanking of the beam while the magnet moves");
        if (protection.Value("use_detector_protection") is not { IsTrue: true })
            return magnet;
        var named = protection.Value("detectors");
        string[] all = named?.List ?? [];
        foreach (var unknown in all.Where(n => n.Length > 0 && !detectors.Any(d => d.Name == n)))
            findings.LeftOut("protected detectors", configuration.Path, named!.Line, $"found '{unknown}', expected one of {string.Join(", ", detectors.Select(d => d.Name))}");
        if (protection.Value("detector_protection_threshold")?.Number is not { } threshold || threshold < 0)
        {
            findings.LeftOut("detector protection", configuration.Path, protection.Line, "found no detector_protection_threshold, expected the DAC above which a move is far");
            return magnet;
        }

        findings.Taken("detector protection", configuration.Path, protection.Line, $"moves of more than {protection.Text("detector_protection_threshold")} DAC protect {string.Join(", ", all)}");
        return magnet with { ProtectAboveDac = threshold, ProtectedDetectors = [.. all.Where(n => detectors.Any(d => d.Name == n)).Distinct()] };
    }
}
