namespace LabActors.Core.Conditionals;

/// <summary>Finds what somebody probably meant.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest letters wrong, if at most a third of them are; else null.</summary>
    public static string? Of(string found, IEnumerable<string> known) => known
        .Select(name => (Name: name, Wrong: Distance(found.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(n => n.Wrong <= Math.Max(1, Math.Max(found.Length, n.Name.Length) / 3))
        .OrderBy(n => n.Wrong).ThenBy(n => n.Name, StringComparer.Ordinal)
        .Select(n => n.Name)
        .FirstOrDefault();

    /// <summary>The same as the end of a message: <c> (do you mean 'x'?)</c>, or nothing.</summary>
    public static string Hint(string found, IEnumerable<string> known) => Of(found, known) is { } name ? $" (do you mean '{name}'?)" : "";

    // Letters put in, left out, changed, or two neighbours swapped.
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(change, Math.Min(d[i - 1, j], d[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
