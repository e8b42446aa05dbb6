namespace LabActors.Core.Cluster;

/// <summary>How far the numbers of one key have come, for all nodes. Of the same size however many were given.</summary>
/// <param name="Number">The greatest that was given: an aliquot, or a step that counts from 1; 0 when none was.</param>
/// <param name="Run">Node and uuid of the run that was given it; empty when it was none of this laboratory's nodes.</param>
public sealed record GivenNumber(long Index, int Number, string Run) : IVoted<GivenNumber>
{
    /// <summary>None was given yet.</summary>
    public static GivenNumber None { get; } = new(0, 0, "");

    /// <inheritdoc/>
    public GivenNumber Again() => this with { Index = Index + 1 };

    /// <summary>One change later: what a node asked for is given.</summary>
    public GivenNumber After(NumberAsk ask)
    {
        if (ask.Gives)
            return ask.Run == Run ? Again() : new GivenNumber(Index + 1, Math.Max(Number, ask.Least) + 1, ask.Run);
        return ask.Least > Number ? new GivenNumber(Index + 1, ask.Least, "") : Again();
    }
}
