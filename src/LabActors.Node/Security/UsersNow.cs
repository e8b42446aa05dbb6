using System.Collections.Immutable;
using LabActors.Core.Operators;
using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>What the users' file says at this moment.</summary>
/// <param name="Users">Nobody when the file is not there or has a problem.</param>
/// <param name="Problems">Why nobody is let in by it.</param>
/// <param name="Exists">True when the file is there.</param>
public sealed record UsersNow(OperatorUsers Users, ImmutableArray<Problem> Problems, bool Exists);
