using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Operators;

/// <summary>What came of reading a users' file.</summary>
/// <param name="Users">Null when there is an error: a file of which only a part is understood lets nobody in.</param>
/// <param name="Problems">Everything that is wrong, in the order of the file.</param>
public sealed record UsersReadResult(OperatorUsers? Users, ImmutableArray<Problem> Problems);
