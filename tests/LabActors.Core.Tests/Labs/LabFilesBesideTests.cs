using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Labs;

/// <summary>Files that lab.yaml names: field tables and tray maps.</summary>
public sealed class LabFilesBesideTests : IDisposable
{
    private static readonly string Inline = DemoLab.Text[DemoLab.Text.IndexOf("      table:", StringComparison.Ordinal)..DemoLab.Text.IndexOf("    peak_center:", StringComparison.Ordinal)];
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_field_table_from_a_file_is_the_one_that_stands_inline()
    {
        var inline = DemoLab.Read().Instruments[0].Magnet;
        File.WriteAllText(Path.Combine(_folder, "mftable.csv"), FieldTableFile.Write(new FieldTable(null, ["H2", "H1", "AX", "L1", "L2", "CDD"], inline.Table, []), MassFunction.Cubic).Replace('\n', '\r'));
        var magnet = Read("      mftable: mftable.csv\n", "      mass_function: parabolic\n", "").Lab.ShouldNotBeNull().Instruments[0].Magnet;
        magnet.Table.ShouldBe(inline.Table);
        (magnet.MassFunction, magnet.TableFile).ShouldBe((MassFunction.Cubic, "mftable.csv"));
    }

    [Theory]
    [InlineData("iso,H2\nAr40,5.8\n", "      mftable: no.csv\n", "expected a file that can be read beside lab.yaml: there is no")]
    [InlineData("iso,H9\nAr40,5.8\n", "      mftable: mftable.csv\n", "found the detector 'H9'")]
    [InlineData("iso,H2\nKr84,5.8\n", "      mftable: mftable.csv\n", "found the isotope 'Kr84'")]
    [InlineData("iso,H2\nAr40,58\n", "      mftable: mftable.csv\n", "found 58 for Ar40 on H2")]
    [InlineData("linear\niso,H2\nAr40,5.8\n", "      mftable: mftable.csv\n", "found another than the 'linear' of mftable.csv")]
    [InlineData("iso,H2\nAr40,5.8\nAr36,x\n", "      mftable: mftable.csv\n", "found 'x', expected the DAC of Ar36 on H2")]
    [InlineData("iso,H2\nAr40,5.8\n", "      mftable: mftable.csv\n      table: {}\n", "found 'table' as well")]
    public void What_is_wrong_with_the_file_of_a_field_table_is_told(string file, string keys, string message)
    {
        File.WriteAllText(Path.Combine(_folder, "mftable.csv"), file);
        var result = Read(keys);
        result.Lab.ShouldBeNull();
        result.Problems.ShouldContain(p => p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void Trays_may_name_the_file_of_their_holes()
    {
        File.WriteAllText(Path.Combine(_folder, "57.txt"), "circle,3\n\n\n0,1\n1,0\n");
        var laser = Read(Inline, "trays: [221-hole, 57-hole, 37-hole]", "trays: [221-hole, {name: 57-hole, file: 57.txt}, 37-hole]").Lab.ShouldNotBeNull().ExtractionDevices[0];
        laser.Trays.ShouldBe(["221-hole", "57-hole", "37-hole"]);
        laser.FindTrayMap("57-hole").ShouldNotBeNull().Positions.Select(p => (p.Name, p.X, p.Y)).ShouldBe([("1", 0.0, 1.0), ("2", 1.0, 0.0)]);
        laser.FindTrayMap("221-hole").ShouldBeNull();
        Read(Inline, "trays: [221-hole,", "trays: [{name: 221-hole, file: 221.txt},").Problems.ShouldHaveSingleItem().Field.ShouldBe("extraction_devices[0].trays[0].file");
    }

    [Fact]
    public void Heaters_and_places_in_the_drawing_are_read()
    {
        var lab = Read(Inline, "\npumps:", "\nheaters: [{name: GP-50 heater, volume: getter-gp50, max_c: 450}, {name: Tape}]\n\npumps:").Lab.ShouldNotBeNull();
        lab.Heaters.Select(h => (h.Name, h.Volume, h.MaxCelsius)).ShouldBe([("GP-50 heater", "getter-gp50", 450.0), ("Tape", "", 500.0)]);
        Read(Inline, "{name: bone, cm3: 120,", "{name: bone, at: [-14, 1.5], cm3: 120,").Lab.ShouldNotBeNull().FindVolume("bone")!.At.ShouldBe(new DrawnAt(-14, 1.5));
        Read(Inline, "{name: bone, cm3: 120,", "{name: bone, at: [3], cm3: 120,").Problems.ShouldHaveSingleItem().Message.ShouldBe("expected two numbers, [x, y]");
    }

    private LabReadResult Read(string table, string right = "", string wrong = "")
    {
        var text = DemoLab.Text.Replace(Inline, table, StringComparison.Ordinal);
        return LabFile.Read(right.Length == 0 ? text : text.Replace(right, wrong, StringComparison.Ordinal), Path.Combine(_folder, "lab.yaml"));
    }
}
