using LabActors.Console.FullScreen;
using LabActors.Console.View;

namespace LabActors.Console.Tests.FullScreen;

/// <summary>Keys, one after the other: what is shown, what is asked, and what goes to the node. Enter is <c>\r</c>, Escape <c>\e</c>, Backspace <c>\b</c>.</summary>
public sealed class UiKeysTests
{
    private readonly LabView _view = Screens.Happened().View;

    [Theory]
    [InlineData("p\r", "pause")]
    [InlineData("py", "pause")]
    [InlineData("t\r", "truncate")]
    [InlineData("T\r", "truncate quick")]
    [InlineData("e\r", "stop")]
    [InlineData("a\r", "abort run")]
    [InlineData("A\r", "abort")]
    [InlineData("C\r", "cancel")]
    [InlineData("!\r", "quick stop")]
    [InlineData("f\r", "laser off")]
    [InlineData("u\r", "undo")]
    [InlineData("g\r", "continue")]
    [InlineData("x\r", "skip r5")]
    [InlineData("mlast\r\r", "move r5 last")]
    [InlineData("rposition=9\r\r", "change r5 position=9")]
    [InlineData("ohR\b\bR\r\r", "open R")]
    [InlineData("2o\r", "open A")]
    [InlineData("2↓↓l\r", "unlock C")]
    [InlineData("2↓l\r", "lock B")]
    [InlineData("sq.txt\r\r", "start q.txt")]
    [InlineData(":skip r5 # wrong tray\r\r", "skip r5 # wrong tray")]
    [InlineData(":rows\r", "rows")]
    public void A_key_says_what_it_will_do_and_does_it_when_it_was_asked_once(string keys, string line)
    {
        var (_, command) = Press(UiState.Begin, _view, keys);
        command.ShouldBe(new UiCommand.Do(line));
    }

    [Theory]
    [InlineData("p")]
    [InlineData("pn")]
    [InlineData("C\e")]
    [InlineData("mlast\r")]
    [InlineData("mlast\e")]
    [InlineData("m\r")]
    [InlineData(":\r")]
    [InlineData(":frobnicate\r")]
    [InlineData("d")]
    [InlineData("?p\r")]
    public void Nothing_is_done_that_was_not_confirmed(string keys) => Press(UiState.Begin, _view, keys).Command.ShouldBeNull();

    [Fact]
    public void What_it_will_do_is_said_in_words_with_the_run_that_is_meant()
    {
        Press(UiState.Begin, _view, "t").Ui.Mode.ShouldBe(new UiMode.Confirming("truncate", "ends the signal block of the run that measures (24701-01)"));
        Press(UiState.Begin, _view, ":frobnicate\r").Ui.ShouldSatisfyAllConditions(
            ui => ui.Told.ShouldBe(["there is no command 'frobnicate'; help lists them"]),
            ui => ui.WasRefused.ShouldBeTrue(),
            ui => ui.Mode.ShouldBeOfType<UiMode.Watching>());
    }

    [Fact]
    public void A_question_is_answered_by_its_name()
    {
        var asked = _view.Apply("decisions", Screens.Question(History.Start));
        Press(UiState.Begin, asked, "dresume\r\r").Command.ShouldBe(new UiCommand.Do("decide resume-run=resume"));
    }

    [Fact]
    public void Pages_rows_valves_and_the_log_are_gone_through_and_not_left()
    {
        Press(UiState.Begin, _view, "\t\t").Ui.Page.ShouldBe(ScreenPage.Readings);
        Press(UiState.Begin, _view, "↑").Ui.Row.ShouldBe("r4");
        Press(UiState.Begin, _view, "↑↑↑↑↑↑↑").Ui.Row.ShouldBe("r1");
        Press(UiState.Begin, _view, "2" + new string('↓', 40)).Ui.Valve.ShouldBe("O");
        Press(UiState.Begin, _view, "5" + new string('↑', 400)).Ui.Scrolled.ShouldBe(_view.Notes.Count - 1);
        Press(UiState.Begin, _view, "/truncate\r").Ui.ShouldSatisfyAllConditions(ui => ui.Page.ShouldBe(ScreenPage.Log), ui => ui.Filter.ShouldBe("truncate"));
        Press(UiState.Begin, LabView.Empty, "↑↓2↑5↓xm").Ui.Told.ShouldBe(["there is no row"]);
    }

    [Fact]
    public void It_leaves_by_a_key_and_draws_anew_by_another()
    {
        Press(UiState.Begin, _view, "q").Command.ShouldBe(new UiCommand.Leave());
        Press(UiState.Begin, _view, "\f").Command.ShouldBe(new UiCommand.Redraw());
        Press(UiState.Begin, _view, "sq").Command.ShouldBeNull();
    }

    [Fact]
    public void The_help_names_every_key_that_commands()
    {
        var named = string.Concat(HelpPane.Keys.Select(key => key.Keys));
        foreach (var key in "spgtTeaCA!fxmruocld/:")
            named.ShouldContain(key);
    }

    private static (UiState Ui, UiCommand? Command) Press(UiState ui, LabView view, string keys)
    {
        UiCommand? command = null;
        foreach (var key in keys)
            (ui, command) = UiKeys.Press(ui, Key(key), view, Screens.Line);
        return (ui, command);
    }

    private static ConsoleKeyInfo Key(char key) => key switch
    {
        '\r' => new ConsoleKeyInfo('\r', ConsoleKey.Enter, false, false, false),
        '\e' => new ConsoleKeyInfo('\e', ConsoleKey.Escape, false, false, false),
        '\b' => new ConsoleKeyInfo('\b', ConsoleKey.Backspace, false, false, false),
        '\t' => new ConsoleKeyInfo('\t', ConsoleKey.Tab, false, false, false),
        '\f' => new ConsoleKeyInfo('\f', ConsoleKey.L, false, false, true),
        '↑' => new ConsoleKeyInfo('\0', ConsoleKey.UpArrow, false, false, false),
        '↓' => new ConsoleKeyInfo('\0', ConsoleKey.DownArrow, false, false, false),
        _ => new ConsoleKeyInfo(key, ConsoleKey.None, false, false, false),
    };
}
