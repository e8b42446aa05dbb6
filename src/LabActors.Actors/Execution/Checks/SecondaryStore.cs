using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>A store of aliquot numbers and repositories beside the node's own journal: a results database that other nodes write to too. Its functions wait for it, and throw when it does not answer.</summary>
/// <param name="Name">In words, for questions.</param>
/// <param name="Numbers">Greatest aliquot of an identifier, and greatest step of an aliquot of it (0: of none).</param>
public sealed record SecondaryStore(string Name, Func<string, int, RunNumbers> Numbers);
