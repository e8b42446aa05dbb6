using System.Collections.Immutable;

namespace LabActors.Actors.Safety;

/// <summary>Messages of the <c>TripsActor</c>.</summary>
public static class TripProtocol
{
    /// <summary>Asks how every trip stands; answered by <see cref="TripsAre"/>.</summary>
    public sealed record GetTrips
    {
        /// <summary>The question.</summary>
        public static readonly GetTrips Instance = new();
    }

    /// <summary>Answers <see cref="GetTrips"/>, in the order of the laboratory's file.</summary>
    public sealed record TripsAre(ImmutableArray<TripIs> Trips);

    /// <summary>A trip as it stands.</summary>
    /// <param name="Watches">What it watches, in words.</param>
    /// <param name="Value">The newest reading; null when that gave none.</param>
    /// <param name="Missing">Why there is none; empty when there is one.</param>
    /// <param name="Tripped">Since when, and why: null when it has not tripped.</param>
    /// <param name="NotDone">What it has told to close or switch off and that is not seen to have done so.</param>
    public sealed record TripIs(string Name, string Watches, double? Value, string Missing, Core.Journal.Events.TripEvents.Tripped? Tripped, ImmutableArray<string> NotDone);

    /// <summary>Lets the valves be opened again that a trip disabled; answered by <see cref="Reset"/>. Refused while the value is beyond its limit, or there is none.</summary>
    public sealed record ResetTrip(string Trip, string By, string Why);

    /// <summary>Answers <see cref="ResetTrip"/>.</summary>
    /// <param name="Done">It was reset.</param>
    /// <param name="Lines">What came of it, or why not.</param>
    public sealed record Reset(bool Done, ImmutableArray<string> Lines);
}
