using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Console.Session;

/// <summary>A started laboratory, or why it was refused.</summary>
/// <param name="Session">Null when it was refused.</param>
/// <param name="Problems">Errors when refused; else warnings only.</param>
public sealed record LabStart(ILabSession? Session, ImmutableArray<Problem> Problems);
