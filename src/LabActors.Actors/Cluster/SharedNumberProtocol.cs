using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>Messages of the allocator of aliquots and steps of all nodes, of its voters, and of those who ask it. All go over the wire.</summary>
public static class SharedNumberProtocol
{
    /// <summary>Name of the actor on each voting node that passes votes on.</summary>
    public const string Votes = "number-votes";

    /// <summary>To the allocator: see <see cref="NumberAsk"/>. Said again until it is answered by <see cref="NumberGiven"/>.</summary>
    public sealed record AskNumber(NumberAsk Ask) : IClusterMessage;

    /// <summary>That is the number, or how far the key has come; most voters have it in their journals.</summary>
    /// <param name="Id">Of the request.</param>
    public sealed record NumberGiven(string Id, int Number) : IClusterMessage;

    /// <summary>To a voter: promise to this term for a key. Answered by <see cref="NumberPromised"/> or <see cref="NumberNotVoted"/>.</summary>
    public sealed record PrepareNumber(Ballot Ballot, NumberKey Key) : IVoteQuestion
    {
        /// <inheritdoc/>
        public IVoteAnswer Refused(string voter, Ballot promised) => new NumberNotVoted(voter, Ballot, Key, promised);
    }

    /// <summary>The voter accepts nothing of an older term, and this is the newest that it has accepted.</summary>
    public sealed record NumberPromised(string Voter, Ballot Ballot, NumberKey Key, Ballot AcceptedIn, GivenNumber Given) : IVoteAnswer;

    /// <summary>To a voter: accept how far a key has come. Answered by <see cref="NumberAccepted"/> or <see cref="NumberNotVoted"/>.</summary>
    public sealed record AcceptNumber(Ballot Ballot, NumberKey Key, GivenNumber Given) : IVoteQuestion
    {
        /// <inheritdoc/>
        public IVoteAnswer Refused(string voter, Ballot promised) => new NumberNotVoted(voter, Ballot, Key, promised);
    }

    /// <summary>The voter has it in its journal.</summary>
    public sealed record NumberAccepted(string Voter, Ballot Ballot, NumberKey Key, long Index) : IVoteAnswer;

    /// <summary>The voter has promised to a newer term.</summary>
    public sealed record NumberNotVoted(string Voter, Ballot Ballot, NumberKey Key, Ballot PromisedTo) : IVoteAnswer;
}
