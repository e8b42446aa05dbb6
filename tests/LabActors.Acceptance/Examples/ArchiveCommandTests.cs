using System.Text.Json;
using System.Xml.Linq;
using LabActors.Acceptance.Execution;
using Microsoft.Data.Sqlite;

namespace LabActors.Acceptance.Examples;

/// <summary>The commands that look at what has been run, on a folder in which something was.</summary>
public sealed class ArchiveCommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    private string Data => Path.Combine(_folder, "data");

    public async Task InitializeAsync()
    {
        await using var lab = await TestLaboratory.StartAsync(folder: _folder, durable: true);
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
    }

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_run_is_listed_shown_drawn_and_exported_by_the_beginning_of_its_id()
    {
        var (code, runs, _) = await Commands.RunAsync("runs", "--data", Data);
        code.ShouldBe(0);
        runs.ShouldContain("12346-01");
        runs.ShouldEndWith("2 runs\n");
        var (_, filtered, _) = await Commands.RunAsync("runs", "--data", Data, "--sample", "12346", "--json");
        JsonDocument.Parse(filtered).RootElement.GetProperty("run_id").GetString().ShouldBe("12346-01");

        (code, var shown, _) = await Commands.RunAsync("show", "12345", "--data", Data);
        code.ShouldBe(0);
        shown.ShouldStartWith("12345-01  unknown  success  simulated\n");
        foreach (var part in new[] { "instrument", "Ar40", "2 watts for 10 s", "extraction/test.py", "measurement", "seed 1" })
            shown.ShouldContain(part);
        (_, var json, _) = await Commands.RunAsync("show", "12345", "--json", "--data", Data);
        JsonDocument.Parse(json).RootElement.GetProperty("run_id").GetString().ShouldBe("12345-01");

        var picture = Path.Combine(_folder, "queue.svg");
        (code, var plotted, _) = await Commands.RunAsync("plot", "queue0", "--out", picture, "--data", Data);
        (code, plotted).ShouldBe((0, $"{picture}: 2 runs, simulated\n"));
        XDocument.Load(picture).Root!.Name.LocalName.ShouldBe("svg");

        (code, var exported, _) = await Commands.RunAsync("export", "--format", "csv", "--queue", "queue0", "--out", Path.Combine(_folder, "tables"), "--data", Data);
        code.ShouldBe(0);
        exported.ShouldEndWith("2 runs: 2 exported, 0 unchanged, 0 failed\n");
    }

    [Fact]
    public async Task What_does_not_exist_is_told_in_one_line_and_nothing_is_written()
    {
        var picture = Path.Combine(_folder, "none.svg");
        (await Commands.RunAsync("plot", "99999", "--out", picture, "--data", Data)).ShouldBe((1, "", "lab plot: there is no run '99999': its id, its uuid, or the beginning of either was expected (lab runs lists them)\n"));
        File.Exists(picture).ShouldBeFalse();
        (await Commands.RunAsync("plot", "1234", "--out", picture, "--data", Data)).Error.ShouldStartWith("lab plot: '1234' is 2 runs: 12345-01 (");
        (await Commands.RunAsync("show", "12345", "--data", _folder)).Error.ShouldContain("found no journal.db in this folder");
        (await Commands.RunAsync("plot", "12345", "--out", "run.png", "--data", Data)).ShouldBe((64, "", "lab plot: --out: found 'run.png', expected a file that ends in .svg or .html (lab plot --help)\n"));
        (await Commands.RunAsync("export", "--pending", "--data", Data)).Error.ShouldContain("not exported by themselves");
    }
}
