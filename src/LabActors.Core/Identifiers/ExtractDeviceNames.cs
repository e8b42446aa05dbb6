namespace LabActors.Core.Identifiers;

/// <summary>The two spellings of an extraction device: <c>Fusions CO2</c> in queues, <c>FusionsCO2</c> in scripts.</summary>
public static class ExtractDeviceNames
{
    /// <summary>Without spaces, as scripts and <c>defaults.yaml</c> name it.</summary>
    public static string ForScripts(string? name) => (name ?? "").Replace(" ", "");

    /// <summary><c>Fusions CO2</c> for <c>fusions_co2</c>.</summary>
    public static string Pretty(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return "";
        var words = name.Split('_');
        var last = words[^1] is "uv" or "co2" ? words[^1].ToUpperInvariant() : Capitalize(words[^1]);
        // A bare "co2" keeps the space that its missing maker's name leaves, as the names in old files do.
        return words.Length == 1 && last != Capitalize(words[^1])
            ? " " + last
            : string.Join(' ', words[..^1].Select(Capitalize).Append(last));
    }

    /// <summary>
    /// The word by which script names refer to the device: its second word in lower case (<c>Fusions Diode</c>: diode),
    /// <c>co2</c> for ChromiumCO2, else the one word as it is. Empty where no device is set.
    /// </summary>
    public static string Word(string device)
    {
        if (IsNone(device))
            return "";
        var words = device.Split(' ');
        return words.Length > 1 ? words[1].ToLowerInvariant()
            : device == "ChromiumCO2" ? "co2"
            : device;
    }

    /// <summary>True for the empty name and the words that stand for none.</summary>
    public static bool IsNone(string device) =>
        device is "" or "Extract Device" or "No Extract Device" or "---" or "---------";

    private static string Capitalize(string word) =>
        word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant();
}
