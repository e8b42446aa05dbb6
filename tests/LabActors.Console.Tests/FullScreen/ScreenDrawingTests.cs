using LabActors.Console.FullScreen;
using LabActors.Console.View;

namespace LabActors.Console.Tests.FullScreen;

/// <summary>Text snapshots of the full screen, in Golden/ beside this file. LABACTORS_WRITE_DOCS=1 writes them anew: look at them before they are kept.</summary>
public sealed class ScreenDrawingTests
{
    [Theory]
    [InlineData("overview", 80, 24)]
    [InlineData("overview", 160, 50)]
    [InlineData("line", 80, 24)]
    [InlineData("readings", 80, 24)]
    [InlineData("leases", 80, 24)]
    [InlineData("log", 80, 24)]
    [InlineData("help", 80, 24)]
    [InlineData("confirm", 80, 24)]
    [InlineData("question", 80, 24)]
    [InlineData("refused", 80, 24)]
    [InlineData("ascii", 80, 24)]
    public void The_screen_is_as_it_was_looked_at(string name, int width, int height)
    {
        var text = string.Join('\n', ScreenDrawing.Draw(State(name), width, height).Lines()) + "\n";
        var path = Path.Combine(Repository.Root, "tests", "LabActors.Console.Tests", "FullScreen", "Golden", $"{name}-{width}x{height}.txt");
        if (Environment.GetEnvironmentVariable("LABACTORS_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        text.ShouldBe(File.ReadAllText(path), "if the screen is as it should be: LABACTORS_WRITE_DOCS=1 ./lab test --filter ScreenDrawingTests");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 40)]
    [InlineData(20, 5)]
    [InlineData(79, 23)]
    [InlineData(120, 36)]
    [InlineData(400, 100)]
    public void Any_size_can_be_drawn_whatever_is_shown(int width, int height)
    {
        foreach (var name in new[] { "overview", "line", "readings", "leases", "log", "help", "confirm", "question", "refused" })
        {
            var screen = ScreenDrawing.Draw(State(name), width, height);
            (screen.Width, screen.Height).ShouldBe((width, height));
            ScreenDrawing.Draw(State(name) with { View = LabView.Empty, Line = [], Gauges = [] }, width, height).Lines().Length.ShouldBe(height);
        }
    }

    [Fact]
    public void What_comes_from_files_and_other_computers_commands_no_terminal()
    {
        var state = State("refused");
        state = state with { Ui = state.Ui with { Told = ["a\e[2Jb\u009bc\u202ed漢e\ne\u0301"] } };
        string.Concat(ScreenDrawing.Draw(state, 80, 24).Lines()).ShouldContain("a?[2Jb?c?d?e ee?".Replace(" ee", " e", StringComparison.Ordinal));
    }

    private static ScreenState State(string name)
    {
        var ui = UiState.Begin;
        return name switch
        {
            "line" => Screens.Measuring(ui with { Page = ScreenPage.Line, Valve = "C" }),
            "readings" => Screens.Measuring(ui with { Page = ScreenPage.Readings }),
            "leases" => Screens.Measuring(ui with { Page = ScreenPage.Leases }),
            "log" => Screens.Measuring(ui with { Page = ScreenPage.Log, Filter = "24701" }),
            "help" => Screens.Measuring(ui with { Mode = new UiMode.Helping() }),
            "confirm" => Screens.Measuring(ui with { Row = "r5", Mode = new UiMode.Confirming("truncate", "ends the signal block of the run that measures (24701-01)") }),
            "question" => Question(Screens.Measuring(ui with { Mode = new UiMode.Typing("resume-run: resume / fail", "decide resume-run=", "res") })),
            "refused" => Screens.Measuring(ui with { Told = ["pause refused: it was paused by bert@north at 17:25:01 already"], WasRefused = true }),
            "ascii" => Screens.Measuring(ui with { Page = ScreenPage.Line }, unicode: false),
            _ => Screens.Measuring(ui),
        };
    }

    private static ScreenState Question(ScreenState state) => state with { View = state.View.Apply("decisions", Screens.Question(state.Now)) };
}
