namespace LabActors.Console.Screen;

/// <summary>A progress bar of one line.</summary>
internal static class Bar
{
    public static string Draw(double? progress, int width, bool unicode)
    {
        if (progress is not { } part)
            return new string(' ', width);
        var full = (int)Math.Round(Math.Clamp(part, 0, 1) * width);
        var (done, open) = unicode ? ('█', '░') : ('#', '-');
        return $"[green]{new string(done, full)}[/][grey]{new string(open, width - full)}[/]";
    }
}
