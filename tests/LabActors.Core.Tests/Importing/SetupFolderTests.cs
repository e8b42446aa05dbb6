using System.Text;
using LabActors.Core.Importing;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Importing;

public sealed class SetupFolderTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("labactors-").FullName;

    private string Out => Path.Combine(_home, "lab");

    public void Dispose() => Directory.Delete(_home, true);

    [Fact]
    public void Scripts_that_stand_beside_the_set_up_are_part_of_it_and_what_is_hidden_or_no_text_is_not_read()
    {
        Write("setupfiles/devices/a.cfg", [0xEF, 0xBB, 0xBF, (byte)'#']);
        Write("setupfiles/devices/old.cfg", Encoding.Latin1.GetBytes("# µm"));
        Write("setupfiles/canvas2D/back.png", [1, 0, 2]);
        Write("setupfiles/.git/config", [1]);
        Write("scripts/extraction/prep.py", [(byte)'#']);
        Write(".hidden/Air_G-F.json", "{}"u8.ToArray());
        Write(".hidden/pipette-G_F", [0x80, 0]);
        Write(".hidden/window_positions", [1]);
        foreach (var asked in (string[])[_home, Path.Combine(_home, "setupfiles"), Path.Combine(_home, "setupfiles") + Path.DirectorySeparatorChar])
        {
            var folder = SetupFolder.Read(asked);
            folder.Files.Select(f => f.Path).ShouldBe(["canvas2D/back.png", "devices/a.cfg", "devices/old.cfg", "scripts/extraction/prep.py", ".hidden/Air_G-F.json", ".hidden/pipette-G_F"]);
            folder.Find("DEVICES/OLD.cfg").ShouldNotBeNull().Text.ShouldBe("# µm");
            folder.Files[0].Text.ShouldBeNull();
        }
    }

    [Fact]
    public void The_folder_is_written_as_a_whole_and_lab_yaml_is_read_again_before_it_is_there()
    {
        var imported = ImportFolder.Write(SmallSetup.Import(), Out, "/setup", overwrite: false);
        LabFile.Read(File.ReadAllText(Path.Combine(Out, "lab.yaml")), Path.Combine(Out, "lab.yaml")).Problems.ShouldBeEmpty();
        Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Out, p).Replace('\\', '/')).Order(StringComparer.Ordinal)
            .ShouldBe(["import-report.md", "lab.yaml", "scripts/extraction/prep.py", "spectrometer/mftable.csv", "tray_maps/two.txt"]);
        imported.Findings.ShouldBe(SmallSetup.Import().Findings);
        Should.Throw<ImportRefusedException>(() => ImportFolder.Write(imported, Out, "/setup", overwrite: false)).Message.ShouldContain("not empty");
        Should.Throw<ImportRefusedException>(() => ImportFolder.Write(imported, Path.Combine(Out, "lab.yaml"), "/setup", overwrite: true)).Message.ShouldContain("found a file");
        Directory.GetDirectories(_home).ShouldBe([Out]);
    }

    [Fact]
    public void What_lab_yaml_says_against_itself_is_left_out_and_told()
    {
        var imported = SmallSetup.Import();
        var written = ImportFolder.Write(imported with { Text = imported.Text.Replace("section: line", "section: lime", StringComparison.Ordinal) }, Out, "/setup", overwrite: false);
        written.Findings.ShouldContain(f => f.Outcome == ImportOutcome.LeftOut && f.File == "lab.yaml" && f.Line > 0 && f.Told.Contains("found 'lime'", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(Out, ImportFolder.Report)).ShouldContain("found 'lime'");
    }

    private void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_home, path))!);
        File.WriteAllBytes(Path.Combine(_home, path), bytes);
    }
}
