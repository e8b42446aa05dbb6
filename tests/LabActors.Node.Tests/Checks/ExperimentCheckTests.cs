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
        Script("extraction", "bad", "def main():\n    open('A')\n    get_device('x')\n    open('ZZ')\n");

        var problems = await CheckAsync(Header + "12345\t1\t2\t10\t10\tbad\t\n");

        problems.Where(p => p.IsError).Select(p => (Path.GetFileName(p.File), p.Line, p.Field, p.Message)).ShouldBe(
        [
            ("bad.py", 3, "get_device", "this laboratory has no devices to be called by name"),
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

    [Theory]
    [InlineData("Ar40>$duration,20", false)]
    [InlineData("Ar40>$enough,20", false)]
    [InlineData("Ar40>$enugh,20", true)]
    public async Task A_number_that_no_script_of_the_row_gives_is_told(string conditionals, bool isRefused)
    {
        Script("extraction", "good", "'''\nenough: 100\n'''\ndef main():\n    open('A')\n");

        var problems = await CheckAsync(Header + $"12345\t1\t2\t10\t10\tgood\t{conditionals}\n");

        problems.Any(p => p.IsError && p.Field == "conditionals" && p.Line == 5 && p.Message.Contains("do you mean 'enough'")).ShouldBe(isRefused);
    }

    [Theory]
    [InlineData("nothing_there", "there is no")]
    [InlineData("Ar41>100,20", "found 'Ar41'")]
    [InlineData("Ar40>100,soon", "found 'soon'")]
    [InlineData("Ar40>100", "a comma and the counts to wait")]
    public async Task A_row_whose_conditionals_cannot_protect_it_is_refused(string conditionals, string message)
    {
        Script("extraction", "good", "def main():\n    open('A')\n");

        var problems = await CheckAsync(Header + $"12345\t1\t2\t10\t10\tgood\t{conditionals}\n");

        problems.ShouldContain(p => p.IsError && p.Field == "conditionals" && p.Line == 5 && p.Message.Contains(message));
    }

    [Fact]
    public async Task Conditionals_in_files_are_told_with_their_places()
    {
        Script("extraction", "good", "def main():\n    open('A')\n");
        Put("scripts/conditionals/short.yaml", "truncations:\n- teststr: Ar40>5000 and agge>3\n");
        Put("lab.yaml", await File.ReadAllTextAsync(Path.Combine(SourceTree.DemoLab, "lab.yaml")));
        Put("spectrometer/default_conditionals.yaml", "modifcations:\n- teststr: Ar40>5000\n");

        var problems = await CheckAsync(Header + "12345\t1\t2\t10\t10\tgood\tshort\n");

        problems.ShouldContain(p => p.IsError && p.File.EndsWith("short.yaml") && p.Line == 2 && p.Column == 26);
        problems.ShouldContain(p => p.IsError && p.File.EndsWith("default_conditionals.yaml") && p.Line == 1 && p.Message.Contains("modifications"));
    }

    [Fact]
    public async Task A_queue_without_its_conditionals_is_refused()
    {
        Script("extraction", "good", "def main():\n    open('A')\n");

        var problems = await CheckAsync("queue_conditionals_name: night\n" + Header + "12345\t1\t2\t10\t10\tgood\t\n");

        problems.ShouldContain(p => p.IsError && p.Field == "queue_conditionals_name");
    }

    [Fact]
    public async Task Conditionals_that_a_script_adds_are_checked()
    {
        Script("extraction", "good", "def main():\n    open('A')\n");
        Script("measurement", "m", "def main():\n    add_truncation('age', 'agge>3')\n");

        var problems = await CheckAsync(Header.Replace("conditionals", "measurement") + "12345\t1\t2\t10\t10\tgood\tm\n");

        problems.ShouldContain(p => p.IsError && p.File.EndsWith("m.py") && p.Line == 2 && p.Message.Contains("do you mean 'age'"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Put(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

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
            new CheckRequest([file], File.Exists(Path.Combine(_folder.FullName, "lab.yaml")) ? _folder.FullName : SourceTree.DemoLab, Path.Combine(_folder.FullName, "scripts")), CancellationToken.None);
        return result.Problems;
    }
}
