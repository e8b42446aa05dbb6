using System.Collections.Immutable;

namespace LabActors.Core.Cluster;

/// <summary>The authority's work on the numbers of one key: the requests that wait, and the one that is put to the vote.</summary>
/// <param name="Term">Its term over the key.</param>
public sealed record NumberDesk(Term<GivenNumber> Term)
{
    private const int MostWaiting = 100;

    /// <summary>Requests in the order of asking.</summary>
    public ImmutableList<NumberAsk> Waiting { get; private init; } = [];

    /// <summary>Whose answer comes when most voters have accepted it; null when nothing is under way, or a term only begins.</summary>
    public NumberAsk? Current { get; private init; }

    /// <summary>Begins a term.</summary>
    public static NumberDesk Begin(Ballot ballot, ImmutableHashSet<string> voters) => new(Term<GivenNumber>.Begin(ballot, voters, GivenNumber.None));

    /// <summary>Goes on in another term: what waited waits, and what was put to the vote is decided about anew.</summary>
    public NumberDesk Again(Ballot ballot) => Begin(ballot, Term.Voters) with { Waiting = Current is { } current ? Waiting.Insert(0, current) : Waiting };

    /// <summary>True when something waits for voters.</summary>
    public bool IsOpen => Current is not null || !Waiting.IsEmpty;

    /// <summary>A node asks; the same again changes nothing, and what does not fit in is asked again.</summary>
    public NumberDesk Ask(NumberAsk ask) =>
        Current?.Id == ask.Id || Waiting.Exists(w => w.Id == ask.Id) || Waiting.Count >= MostWaiting ? this : (this with { Waiting = Waiting.Add(ask) }).Next();

    /// <summary>A voter has answered.</summary>
    /// <param name="answered">What most voters have accepted now, and may be told; null when nothing is.</param>
    public NumberDesk Hear(Func<Term<GivenNumber>, Term<GivenNumber>> told, out (NumberAsk Ask, int Number)? answered)
    {
        var heard = this with { Term = told(Term) };
        answered = null;
        if (heard.Term.Chosen is not { } chosen || ReferenceEquals(chosen, Term.Chosen) || heard.Term.IsOver)
            return heard;
        if (heard.Current is { } current)
            answered = (current, chosen.Number);
        return (heard with { Current = null }).Next();
    }

    private NumberDesk Next() => Term.IsReady && Waiting is [var ask, ..]
        ? this with { Term = Term.Change(Term.Chosen!.After(ask)), Waiting = Waiting.RemoveAt(0), Current = ask }
        : this;
}
