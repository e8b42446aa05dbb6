namespace LabActors.Core.Execution;

/// <summary>
/// Aliquots that a node gives while it does not hear the laboratory's allocator. Each node has a range of its own, far above every real number, so that they collide neither with each other nor with
/// real ones, and are numbers like all others for tables, file names and run ids (<c>12345-20003</c>). Settled later: every one of them gets a real number.
/// </summary>
/// <param name="Position">Which of the laboratory's nodes, in the order of <c>lab.yaml</c>, from 0.</param>
public readonly record struct ProvisionalNumbers(int Position)
{
    /// <summary>Real aliquots of a laboratory with several nodes are smaller.</summary>
    public const int First = 10_000;

    // A range has two halves: aliquots that the node counts, and those that queues fix, whose steps it counts.
    private const int Fixed = First / 2;

    private int Range => (Position + 1) * First;

    /// <summary>True when an aliquot is a provisional one.</summary>
    public static bool Are(int aliquot) => aliquot >= First;

    /// <summary>The aliquot behind those of the range that were given so far.</summary>
    /// <param name="greatest">The greatest of them; 0 when there is none.</param>
    public int Next(int greatest) => Math.Max(Range, greatest) + 1;

    /// <summary>True when <see cref="Next"/> gave it: it is of this range, and no queue has fixed it.</summary>
    public bool Counts(int aliquot) => aliquot / First == Position + 1 && aliquot % First < Fixed;

    /// <summary>The aliquot that stands for one that a queue fixes.</summary>
    public int For(int userAliquot) => Range + Fixed + (userAliquot % Fixed);
}
