using System.Xml.Linq;
using LabActors.Core.Importing;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Importing;

/// <summary>The set-ups of real laboratories, read where they are: nothing of them is lost.</summary>
public sealed class RealSetupTests
{
    private static readonly string[] Labs = ["argus-qtegra-lab", "multi-device-lab"];

    [SharedCasesFact]
    public void Every_valve_interlock_and_address_is_in_lab_yaml()
    {
        foreach (var (name, imported, lab) in Imported())
        {
            XElement[] raw = [.. XDocument.Load(Path.Combine(FolderOf(name), "extractionline", "valves.xml")).Descendants().Where(e => e.Name.LocalName is "valve" or "switch" or "manual_valve")];
            raw.Length.ShouldBeGreaterThan(20);
            lab.Valves.Select(v => v.Name).ShouldBe(raw.Select(Name), name);
            foreach (var (valve, element) in lab.Valves.Zip(raw))
            {
                valve.Interlocks.ShouldBe(element.Elements("interlock").Select(e => e.Value.Trim()), $"{name} {valve.Name}");
                if (element.Element("address")?.Value.Trim() is { } address && valve.Address != address)
                    imported.Text.Split('\n').Single(line => line.Contains($"{{name: {valve.Name},", StringComparison.Ordinal) || line.Contains($"{{name: '{valve.Name}',", StringComparison.Ordinal)).ShouldContain($"address {address} at the other Pychron");
            }

            lab.Valves.Sum(v => v.Interlocks.Length).ShouldBe(4);
            lab.Pipettes.Length.ShouldBe(2);
        }
    }

    [SharedCasesFact]
    public void Every_valve_on_the_drawing_joins_what_its_tubes_lead_to()
    {
        var (_, _, argus) = Imported().First();
        argus.Valves.Where(v => v.Kind != ValveKind.Switch).ShouldAllBe(v => v.JoinsVolumes);
        Joined(argus, "F").ShouldBe(["AirPipette", "Analytical"]);
        Joined(argus, "C").ShouldBe(["Analytical", "Argus"]);
        Joined(argus, "E").ShouldBe(["Argus", "ArgusIonPump"]);
        var (_, _, multi) = Imported().Last();
        multi.Valves.Where(v => v.Kind != ValveKind.Switch).ShouldAllBe(v => v.JoinsVolumes);
        Joined(multi, "L").ShouldBe(["Microbone", "Minibone"]);
        Joined(multi, "R").Intersect(Joined(multi, "S")).ShouldHaveSingleItem();
        (multi.FindVolume("Bone")!.CubicCentimetres, argus.FindVolume("Argus")!.CubicCentimetres).ShouldBe((150, 650));
    }

    [SharedCasesFact]
    public void Every_detector_isotope_and_field_value_is_in_lab_yaml()
    {
        foreach (var (name, _, lab) in Imported())
        {
            var instrument = lab.Instruments.ShouldHaveSingleItem();
            string[] sections = [.. File.ReadLines(Path.Combine(FolderOf(name), "spectrometer", "detectors.cfg")).Where(l => l.StartsWith('[')).Select(l => l.Trim('[', ']', ' '))];
            instrument.Detectors.Select(d => d.Name).ShouldBe(sections);
            (instrument.FindDetector("CDD")!.IcFactor.Value, instrument.FindDetector("CDD")!.ProtectionThresholdFa, instrument.FindDetector("AX")!.Deflection).ShouldBe((1.02, 1, 454));
            instrument.Magnet.Table.Length.ShouldBe(18);
            instrument.Isotopes.Length.ShouldBe(8);
            (instrument.Magnet.ProtectAboveDac, instrument.Magnet.ProtectedDetectors[0]).ShouldBe((0.1, "CDD"));
        }
    }

    [SharedCasesFact]
    public void Every_address_of_a_device_stands_in_lab_yaml_in_use_or_as_a_comment()
    {
        foreach (var (name, imported, _) in Imported())
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(FolderOf(name), "devices"), "*.cfg", SearchOption.AllDirectories))
            {
                string[] lines = [.. File.ReadAllText(file).Split('\n', '\r').Select(l => l.Trim()).SkipWhile(l => l != "[Communications]").Skip(1).TakeWhile(l => !l.StartsWith('['))];
                foreach (var port in lines.Where(l => l.StartsWith("port", StringComparison.Ordinal)).Select(l => l.Split('=')[1].Trim()))
                    imported.Text.ShouldContain(port, customMessage: $"{name}: {file}");
            }
        }
    }

    private static string FolderOf(string name) => Path.Combine(Repository.SharedCases, "labs", name);

    private static string[] Joined(LabDefinition lab, string valve) => [.. new[] { lab.FindValve(valve)!.VolumeA, lab.FindValve(valve)!.VolumeB }.Order(StringComparer.Ordinal)];

    private static string Name(XElement element) => element.Nodes().OfType<XText>().First().Value.Trim();

    private static IEnumerable<(string Name, ImportedLab Imported, LabDefinition Lab)> Imported() => Labs.Select(name =>
    {
        var imported = PychronImport.Run(SetupFolder.Read(FolderOf(name)), new ImportSettings(name));
        return (name, imported, SmallSetup.Read(imported));
    });
}
