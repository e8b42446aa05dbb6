using LabActors.Console.View;
using LabActors.Core.Journal;

namespace LabActors.Console.Actors;

/// <summary>One event and the view after it.</summary>
/// <param name="Source">Persistence id of whose event it is.</param>
/// <param name="Event">Null when the picture begins anew: it shows what was before.</param>
public sealed record ConsoleUpdate(LabView View, string Source, IJournalEvent? Event)
{
    /// <summary>The source of the update that ends the events with which a picture begins, where these are told one by one.</summary>
    public const string BeginningToldBy = "console";
}
