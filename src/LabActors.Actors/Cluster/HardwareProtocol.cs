namespace LabActors.Actors.Cluster;

/// <summary>Messages about hardware between the node that asks and the node that owns it. Those that are <see cref="IClusterMessage"/>s go over the wire, by way of the <see cref="HardwareDoorActor"/>s.</summary>
public static class HardwareProtocol
{
    /// <summary>Name of the door on each node.</summary>
    public const string Door = "hardware";

    /// <summary>The line in <see cref="AskHardware.Target"/>; extraction devices and cold traps are <c>device:NAME</c> and <c>trap:NAME</c>.</summary>
    public const string Line = "line";

    /// <summary>The sensors of the surroundings as a target.</summary>
    public const string Sensors = "sensors";

    /// <summary>The extraction device as a target.</summary>
    public static string Device(string name) => $"device:{name}";

    /// <summary>The cold trap as a target.</summary>
    public static string Trap(string name) => $"trap:{name}";

    /// <summary>
    /// That the owner's gate was alive: it gives one each second, and lets through only what comes under one of this life that it gave not long ago by its own clock. So whoever has had none for longer than that
    /// knows that nothing that he asked for will be begun any more, whatever the network still carries.
    /// </summary>
    /// <param name="Life">Of the gate.</param>
    /// <param name="At">By the gate's own clock; means nothing to anybody else.</param>
    public sealed record Ticket(string Life, long At)
    {
        /// <summary>How long the gate lets through what comes under it, real time. Whoever gives up waits longer.</summary>
        public static readonly TimeSpan Validity = TimeSpan.FromSeconds(10);
    }

    /// <summary>Who commands something.</summary>
    public enum Commander
    {
        /// <summary>A run, which needs a lease.</summary>
        Run,

        /// <summary>Somebody at a console; his role was looked at where he typed it.</summary>
        Person,

        /// <summary>The safe state of a laboratory.</summary>
        SafeState,
    }

    /// <summary>By what right something is commanded.</summary>
    /// <param name="By">Who, in words.</param>
    /// <param name="Token">Of a run's lease of what it commands; 0 when it has none.</param>
    public sealed record CommandRight(string By, Commander Commander, long Token);

    /// <summary>To the owner: asks hardware. Said again, with a newer ticket, until it is answered; the same id is carried out once.</summary>
    /// <param name="Id">Unique over nodes and their lives.</param>
    /// <param name="Node">Who asks.</param>
    public sealed record AskHardware(string Id, string Node, string Target, IHardwareRequest Request, CommandRight Right, Ticket Ticket) : IClusterMessage;

    /// <summary>What the hardware answered.</summary>
    public sealed record HardwareAnswered(string Id, IHardwareAnswer Answer) : IClusterMessage;

    /// <summary>The gate of a node is alive; said each second to all other nodes.</summary>
    public sealed record GateIsThere(string Node, Ticket Ticket) : IClusterMessage;

    /// <summary>
    /// To the owner of a shared section or device, at its <see cref="Door"/>: lets nothing through from here that is given under an older token than this. Whoever moves a lease on says it first, with the token of the
    /// grant that ends plus one, then has made safe what may still be waiting in the device (<c>MakeExtractionDeviceSafe</c> refuses it), and only then lets the lease expire. Answered by <see cref="FenceIsRaised"/>
    /// when it is in the owner's journal, also when the fence was as high before; no answer means that nothing is known, so it is said again.
    /// </summary>
    /// <param name="Id">Comes back with the answer.</param>
    /// <param name="Resource">As it is leased: <c>line:SECTION</c>, <c>device:NAME</c>; <c>NodeHardware.OwnerOfResource</c> says whose it is.</param>
    public sealed record RaiseFence(string Id, string Resource, long Token, string Why) : IClusterMessage;

    /// <summary>Answers <see cref="RaiseFence"/>: the owner has journaled it.</summary>
    /// <param name="Least">The least token that is let through, which may be greater than was asked for.</param>
    public sealed record FenceIsRaised(string Id, string Resource, long Least) : IClusterMessage;

    /// <summary>To a gate: carry this out if the right to it is one. What came from another node has a ticket and an id.</summary>
    public sealed record Carry(string Id, string Target, IHardwareRequest Request, CommandRight Right, Ticket? Ticket = null);

    /// <summary>From a gate: the ticket was too old, or of another life, and nothing was done. Whoever still wants it asks again under a new one.</summary>
    public sealed record NotUnderThatTicket(string Id);

    /// <summary>To a gate: answers with a <see cref="GateIsThere"/>.</summary>
    public sealed record GetTicket
    {
        /// <summary>The only one.</summary>
        public static readonly GetTicket Instance = new();
    }

    /// <summary>To the door: to another node, if it is there.</summary>
    public sealed record Outgoing(string Node, IClusterMessage Message);
}
