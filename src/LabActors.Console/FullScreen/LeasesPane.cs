using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Core.Journal.Events;

namespace LabActors.Console.FullScreen;

/// <summary>Who holds what is shared, and who waits for it, in the order of asking.</summary>
internal static class LeasesPane
{
    private const int NameWidth = 24;

    public static void Draw(CellArea area, ScreenState state)
    {
        area.Heading("leases", state.Unicode);
        var body = area.Below(1);
        var y = 0;
        foreach (var (resource, holding) in state.View.Leases.Holdings.OrderBy(h => h.Key, StringComparer.Ordinal))
        {
            body.Put(0, y, resource, Ink.Green, NameWidth - 1);
            body.Put(NameWidth, y++, $"{Holder(state, holding.Holder)}, {Figures.Clock(state.Now - holding.Since)}");
        }

        foreach (var (request, place) in state.View.Leases.Waiting.Select((request, place) => (request, place + 1)))
        {
            body.Put(0, y, string.Create(CultureInfo.InvariantCulture, $"{place}. {Holder(state, request.Holder)}"), Ink.Yellow, NameWidth - 1);
            body.Put(NameWidth, y++, $"waits {Figures.Clock(state.Now - request.At)} for {string.Join(", ", request.Resources.Select(r => $"{r} ({Of(state, r)})"))}", Ink.Yellow);
        }

        if (y == 0)
            body.Put(0, 0, "nobody holds anything", Ink.Dim);
    }

    private static string Of(ScreenState state, string resource) =>
        state.View.Leases.Holdings.TryGetValue(resource, out var holding) ? $"of {Holder(state, holding.Holder)}" : "free";

    private static string Holder(ScreenState state, LeaseEvents.LeaseHolder holder) => state.View.Run(holder.Id)?.RunId ?? holder.Description;
}
