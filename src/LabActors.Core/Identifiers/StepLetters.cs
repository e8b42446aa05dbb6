using LabActors.Core.Queues;

namespace LabActors.Core.Identifiers;

/// <summary>The letters of the steps of a heating: 0 A ... 25 Z, 26 AA, 27 AB ... 701 ZZ, 702 AAA.</summary>
public static class StepLetters
{
    /// <summary>The letters of a step that counts from 0; empty for -1, no step.</summary>
    public static string Of(int step)
    {
        var letters = "";
        for (var rest = step; rest >= 0; rest = (rest / 26) - 1)
            letters = (char)('A' + (rest % 26)) + letters;
        return letters;
    }

    /// <summary>The step of letters in any case, or of digits that count from 1; null for an empty text.</summary>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static int? Parse(string letters)
    {
        if (letters.Length == 0)
            return null;
        if (PythonText.TryInt(letters, out var number))
            return checked((int)number - 1);
        if (!letters.All(char.IsAsciiLetter))
            throw new FormatException($"\"{letters}\" is not a step; expected letters A, B ... or a number from 1");
        return checked((int)(letters.Aggregate(0L, (sum, letter) => checked((sum * 26) + char.ToUpperInvariant(letter) - 'A' + 1)) - 1));
    }
}
