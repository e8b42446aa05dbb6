using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class ScriptFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labactors-files-");

    private ScriptFiles Files => new(Path.Combine(folder.FullName, "scripts"));

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_script_is_found_with_the_prefix_of_its_spectrometer_first()
    {
        Write("extraction/co2.py");
        Files.Find(ScriptKind.Extraction, "co2", "Jan").ShouldBe(At("extraction/co2.py"));
        Files.Find(ScriptKind.Extraction, "jan_co2", "Jan").ShouldBe(At("extraction/co2.py"));
        Write("extraction/jan_co2.py");
        Files.Find(ScriptKind.Extraction, "co2", "Jan").ShouldBe(At("extraction/jan_co2.py"));
        Files.Find(ScriptKind.Extraction, "jan_co2.py", "Jan").ShouldBe(At("extraction/jan_co2.py"));
        Files.Find(ScriptKind.Extraction, "co2", "Felix").ShouldBe(At("extraction/co2.py"));
        Write("extraction/sub/jan_air.py");
        Files.Find(ScriptKind.Extraction, "sub/air", "Jan").ShouldBe(At("extraction/sub/jan_air.py"));
        Files.Find(ScriptKind.Extraction, "air", "Jan").ShouldBe(At("extraction/sub/jan_air.py"));
        Files.Find(ScriptKind.Measurement, "co2", "Jan").ShouldBeNull();
    }

    [Fact]
    public void A_missing_script_is_one_problem_that_says_what_was_expected()
    {
        var problems = new List<Problem>();
        Files.Load(ScriptKind.Measurement, "nothing", "Jan", problems).ShouldBeNull();
        problems.ShouldHaveSingleItem().Message.ShouldBe("no script 'nothing': expected jan_nothing.py or nothing.py");
    }

    [Fact]
    public void A_child_is_searched_beside_its_caller_then_upwards_and_in_the_folders_below_each_level()
    {
        Write("extraction/a/b/caller.py");
        var caller = At("extraction/a/b/caller.py");
        Files.FindChild("child", caller).ShouldBeNull();
        Write("lib/child.py");
        Files.FindChild("child", caller).ShouldBe(At("lib/child.py"));
        Write("extraction/child.py");
        Files.FindChild("child", caller).ShouldBe(At("extraction/child.py"));
        Write("extraction/a/b/below/child.py");
        Files.FindChild("child", caller).ShouldBe(At("extraction/a/b/below/child.py"));
        Write("extraction/a/b/child.py");
        Files.FindChild("child.py", caller).ShouldBe(At("extraction/a/b/child.py"));
        Write("extraction/felix/PumpBone.py");
        Files.FindChild("felix:PumpBone", caller).ShouldBe(At("extraction/felix/PumpBone.py"));
        Files.FindChild("felix/PumpBone", caller).ShouldBe(At("extraction/felix/PumpBone.py"));
    }

    [Fact]
    public void The_search_for_a_child_never_leaves_the_scripts_folder()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "outside.py"), "");
        Write("extraction/caller.py");
        Files.FindChild("outside", At("extraction/caller.py")).ShouldBeNull();
    }

    [Fact]
    public void A_search_from_elsewhere_ends()
    {
        var elsewhere = Path.Combine(folder.FullName, "w", "x", "y", "z", "q", "r");
        Directory.CreateDirectory(elsewhere);
        Files.FindChild("nothing", Path.Combine(elsewhere, "caller.py")).ShouldBeNull();
    }

    [Fact]
    public void The_scripts_folder_of_a_file_is_the_one_that_holds_the_kinds()
    {
        Write("measurement/sub/m.py");
        ScriptFiles.Around(At("measurement/sub/m.py")).Root.ShouldBe(Files.Root);
    }

    [Fact]
    public void Options_are_bare_values_and_a_missing_file_is_a_problem()
    {
        Write("options/o.yaml", "float_value: 2.5\nname: x\nflag: on\n");
        var problems = new List<Problem>();
        var options = Files.ReadOptions("o", problems);
        problems.ShouldBeEmpty();
        options["float_value"].GetDouble().ShouldBe(2.5);
        options["flag"].GetBoolean().ShouldBeTrue();
        Files.ReadOptions("p", problems).ShouldBeEmpty();
        problems.ShouldHaveSingleItem().Message.ShouldBe("no such file");
    }

    [Fact]
    public void Hops_from_text_and_yaml_end_in_one_form_with_blanks_stripped()
    {
        var problems = new List<Problem>();
        var text = HopsFile.Read("# c\n('Ar40:H1:10, Ar39:AX', 15, 3)\n('bs:Ar36:CDD', 5, 2.5, ['CDD'])\n", "h.txt", problems);
        var yaml = HopsFile.Read(
            "- counts: 15\n  settle: 3\n  cup_configuration:\n  - {isotope: ' Ar40', detector: H1, deflection: 10}\n  - {isotope: Ar39, detector: AX}\n", "h.yaml", problems);
        problems.ShouldBeEmpty();
        var hops = HopsFile.Parse(text, problems);
        hops[0].Cups.ShouldBe([new HopCup("Ar40", "H1", true, 10, false, false), new HopCup("Ar39", "AX", true, null, false, false)]);
        (hops[0].Counts, hops[0].Settle, hops[0].PositionDetector, hops[0].PositionIsotope).ShouldBe((15, 3.0, "H1", "Ar40"));
        hops[1].Cups.ShouldBe([new HopCup("Ar36", "CDD", true, null, true, true)]);
        HopsFile.Parse(yaml, problems)[0].Cups.ShouldBe(hops[0].Cups);
    }

    [Fact]
    public void Every_bad_line_of_a_hops_file_is_told()
    {
        var problems = new List<Problem>();
        HopsFile.Read("('Ar40:H1', 15)\nnonsense\n('Ar40:H1', 1, 2)\n('Ar40', 1, 2)\n", "h.txt", problems).GetArrayLength().ShouldBe(1);
        problems.Select(p => p.Line).ShouldBe([1, 2, 4]);
    }

    [Fact]
    public void Fits_are_read_with_their_defaults()
    {
        Write("measurement/fits/nominal.yaml", "signal:\n- {name: Ar40, fit: Parabolic}\nbaseline:\n- {name: H1, error_type: SD, filter_outliers: true, filter_iterations: 1, filter_std_devs: 2}\n- 5\n");
        var problems = new List<Problem>();
        var fits = Files.ReadFits("nominal", At("measurement/m.py"), problems)!;
        fits.Signal.ShouldBe([new FitItem("Ar40", "parabolic", "SEM", false, 0, 0)]);
        fits.Baseline.ShouldBe([new FitItem("H1", "average", "SD", true, 1, 2)]);
        problems.ShouldHaveSingleItem().Field.ShouldBe("baseline");
    }

    private string At(string path) => Path.Combine(Files.Root, path.Replace('/', Path.DirectorySeparatorChar));

    private void Write(string path, string text = "def main():\n    pass\n")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }
}
