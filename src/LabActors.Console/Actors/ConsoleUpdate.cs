using LabActors.Console.View;
using LabActors.Core.Journal;

namespace LabActors.Console.Actors;

/// <summary>One event and the view after it.</summary>
/// <param name="Source">Persistence id of whose event it is.</param>
public sealed record ConsoleUpdate(LabView View, string Source, IJournalEvent Event);
