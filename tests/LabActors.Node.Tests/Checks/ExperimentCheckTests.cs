using LabActors.Core.Problems;
using LabActors.Node.Checks;

namespace LabActors.Node.Tests.Checks;

public sealed class ExperimentCheckTests : IDisposable
{
    private const string Header = "mass_spectrometer: Jan\nextract_device: Fusions CO2\n#=====\nlabnumber\tposition\te_value\tduration\tcleanup\textraction\tconditionals\n";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    [Fact]
    public async Task Commands_whose_device_the_laboratory_lacks_are_refused_by_name_and_line()
    {
        Script("extraction", "bad", "def main():\n    open('A')\n    set_cryo(50)\n    open('ZZ')\n");

        var problems = await CheckAsync(Header + "12345\t1\t2\t10\t10\tbad\t\n");

        problems.Where(p => p.IsError).Select(p => (Path.GetFileName(p.File), p.Line, p.Field, p.Message)).ShouldBe(
        [
            ("bad.py", 3, "set_cryo", "this laboratory has no cryostat"),
            ("bad.py", 4, "open", "this laboratory has no valve 'ZZ'"),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_problem_of_queue_and_scripts_is_told_at_once()
    {
        Script("extraction", "typo", "def main():\n    opne('A')\n");

        var problems = await CheckAsync(Header + "12345\t1\ttwo\t10\t10\ttypo\t\n12346\t2\t2\t10\t10\tmissing\t\n12347\t3\t2\t10\t10\ttypo\t\n");

        problems.ShouldContain(p => p.Line == 5 && p.Column > 0 && p.Message.Contains("two"));
        problems.ShouldContain(p => p.Message.Contains("missing.py"));
        problems.ShouldContain(p => p.Line == 2 && p.Message.Contains("opne"));
    }

    [Fact]
    public async Task An_unknown_instrument_or_device_is_refused_with_those_that_there_are()
    {
        var problems = await CheckAsync("mass_spectrometer: Noblesse\nextract_device: Furnace of next door\n#=====\nlabnumber\nbu-FC-J\n");

        problems.ShouldContain(p => p.IsError && p.Field == "mass_spectrometer" && p.Message.Contains("Argus"));
        problems.ShouldContain(p => p.IsError && p.Field == "extract_device" && p.Message.Contains("Fusions CO2"));
    }

    [Fact]
    public async Task A_queue_of_skipped_rows_is_refused()
    {
        var problems = await CheckAsync(Header + "#12345\t1\t2\t10\t10\t\t\n");

        problems.ShouldContain(p => p.IsError && p.Message.Contains("no analysis"));
    }

    [Fact]
    public async Task Conditionals_that_nobody_will_evaluate_are_told_before_the_run()
    {
        Script("extraction", "good", "def main():\n    open('A')\n");

        var problems = await CheckAsync(Header + "12345\t1\t2\t10\t10\tgood\tAr40>100,20\n");

        problems.ShouldContain(p => !p.IsError && p.Field == "conditionals" && p.Line == 5);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Script(string kind, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "scripts", kind));
        File.WriteAllText(Path.Combine(_folder.FullName, "scripts", kind, name + ".py"), text);
    }

    private async Task<IReadOnlyList<Problem>> CheckAsync(string queue)
    {
        var file = Path.Combine(_folder.FullName, "queue.txt");
        await File.WriteAllTextAsync(file, queue);
        var result = await ExperimentCheck.RunAsync(
            new CheckRequest([file], Path.Combine(Root(), "examples", "demo-lab"), Path.Combine(_folder.FullName, "scripts")), CancellationToken.None);
        return result.Problems;
    }

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LabActors.sln")))
                return at.FullName;
        }

        throw new DirectoryNotFoundException("LabActors.sln is not above the tests");
    }
}
