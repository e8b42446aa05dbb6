using LabActors.Core.Operators;

namespace LabActors.Actors.Operators;

/// <summary>What a node knows of a user who may attach.</summary>
/// <param name="Salt">Of the user's token.</param>
/// <param name="Key">What a proof is made with.</param>
public sealed record OperatorCredential(string User, OperatorRole Role, string Salt, ReadOnlyMemory<byte> Key);
