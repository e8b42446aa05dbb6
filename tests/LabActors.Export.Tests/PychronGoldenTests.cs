using System.Text;
using LabActors.Core.Tests;
using LabActors.Export.Dvc;

namespace LabActors.Export.Tests;

public sealed class PychronGoldenTests
{
    /// <summary>Pychron's hash of a conditional (another in every process), its own commit, and the name of a magnet's table, which our settings do not have.</summary>
    private static readonly (string Theirs, string Ours)[] Known =
    [
        ("6ccadb441d000000000000000000000000000000", DvcAnalysis.NoCommit),
        ("\"settings\": {\n        \"magnet\": {\n            \"mftable\": \"mftable\"\n        }\n    }", "\"settings\": {}"),
        (PychronsState, OurState),
    ];

    private const string PychronsHash = "5814821773009929932";
    private const string PychronsState = "a5d424114616a9d5b7770f048c093f5934191475";

    private static string OurState => DvcAnalysis.Of(PychronGolden.Run(), PychronGolden.Settings, DvcAnalysis.NoCommit)[0].Files[0].Path[..40];

    [SharedCasesFact]
    public void Every_file_is_that_of_Pychron_byte_for_byte()
    {
        var run = PychronGolden.Run();
        var files = DvcAnalysis.Of(run, PychronGolden.Settings, DvcAnalysis.NoCommit).SelectMany(commit => commit.Files).ToArray();
        var hash = System.Text.RegularExpressions.Regex.Match(Encoding.ASCII.GetString(files.Single(f => f.Path.StartsWith("74/78", StringComparison.Ordinal)).Content), "\"hash_id\": (\\d+)").Groups[1].Value;

        files.Select(file => file.Path).Order(StringComparer.Ordinal).ShouldBe(
            Directory.EnumerateFiles(PychronGolden.Folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(PychronGolden.Folder, path).Replace('\\', '/').Replace(PychronsState, OurState)).Order(StringComparer.Ordinal));
        foreach (var file in files)
        {
            var golden = Known.Aggregate(
                File.ReadAllText(Path.Combine(PychronGolden.Folder, file.Path.Replace(OurState, PychronsState))).Replace(PychronsHash, hash, StringComparison.Ordinal),
                (text, known) => text.Replace(known.Theirs, known.Ours, StringComparison.Ordinal));
            // Line by line first: a message of 30 lines is read by nobody.
            foreach (var (ours, theirs) in Encoding.ASCII.GetString(file.Content).Split('\n').Zip(golden.Split('\n')))
                ours.ShouldBe(theirs, file.Path);
            (Encoding.ASCII.GetString(file.Content) == golden).ShouldBeTrue(file.Path);
        }
    }

    [SharedCasesFact]
    public void The_state_of_the_spectrometer_has_Pychrons_name() =>
        DvcAnalysis.Sha(PychronGolden.Read($"{PychronsState}.json")).ShouldBe(PychronsState);

    [SharedCasesFact]
    public void Scenario_22_commits_are_Pychrons_in_its_order() =>
        DvcAnalysis.Of(PychronGolden.Run(), PychronGolden.Settings, DvcAnalysis.NoCommit).Select(commit => commit.Message)
            .ShouldBe(["<COLLECTION>", "<ISOEVO> default collection fits", "<BLANKS> preceding bu-FC-J-10250", "<ICFactor> default"]);
}
