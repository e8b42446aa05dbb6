using FsCheck.Xunit;
using LabActors.Console.FullScreen;

namespace LabActors.Console.Tests.FullScreen;

/// <summary>What is written to a terminal makes it show the new screen, whatever it showed before.</summary>
public sealed class ScreenChangesTests
{
    [Property(MaxTest = 100)]
    public void The_changes_make_one_screen_of_another(byte width, byte height, int seed)
    {
        var random = new Random(seed);
        var (before, after) = (Random(random, 1 + (width % 60), 1 + (height % 20)), Random(random, 1 + (width % 60), 1 + (height % 20)));
        var terminal = new VirtualTerminal(before.Width, before.Height);
        terminal.Write(ScreenChanges.Enter);
        terminal.Write(ScreenChanges.Between(null, before, colors: true));
        terminal.Lines().ShouldBe(before.Lines());
        terminal.Write(ScreenChanges.Between(before, after, colors: true));
        terminal.Lines().ShouldBe(after.Lines());
        terminal.Write(ScreenChanges.Leave);
        terminal.IsAlternate.ShouldBeFalse();
        terminal.ShowsCursor.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_is_written_when_nothing_changed_and_little_when_little_did()
    {
        var screen = ScreenDrawing.Draw(Screens.Measuring(UiState.Begin), 80, 24);
        ScreenChanges.Between(screen, ScreenDrawing.Draw(Screens.Measuring(UiState.Begin), 80, 24), colors: true).ShouldBeEmpty();
        var later = Screens.Measuring(UiState.Begin);
        ScreenChanges.Between(screen, ScreenDrawing.Draw(later with { Now = later.Now.AddSeconds(1) }, 80, 24), colors: true).Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void A_change_is_one_synchronized_update_and_without_colours_only_bold_and_reverse()
    {
        var screen = new CellBuffer(10, 1);
        screen.Whole.Put(0, 0, "open", new CellStyle(Ink.Green, Bold: true, Inverse: true));
        ScreenChanges.Between(new CellBuffer(10, 1), screen, colors: false).ShouldBe("\e[?2026h\e[1;1H\e[0;1;7mopen\e[0m\e[?2026l");
        ScreenChanges.Between(new CellBuffer(10, 1), screen, colors: true).ShouldContain("\e[0;1;7;32mopen");
    }

    private static CellBuffer Random(Random random, int width, int height)
    {
        var screen = new CellBuffer(width, height);
        for (var i = 0; i < width * height / 2; i++)
            screen[random.Next(width), random.Next(height)] = new Cell((char)random.Next('!', '~'), new CellStyle((Ink)random.Next(7), random.Next(2) == 0, random.Next(2) == 0));
        return screen;
    }
}
