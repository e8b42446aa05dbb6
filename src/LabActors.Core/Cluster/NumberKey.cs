namespace LabActors.Core.Cluster;

/// <summary>Of what numbers are given: the aliquots of an identifier, or the steps of one of its aliquots.</summary>
/// <param name="Aliquot">The aliquot whose steps are meant; 0 for the aliquots themselves.</param>
public sealed record NumberKey(string Identifier, int Aliquot)
{
    /// <inheritdoc/>
    public override string ToString() => Aliquot > 0 ? FormattableString.Invariant($"steps of {Identifier}-{Aliquot:00}") : $"aliquots of {Identifier}";
}
