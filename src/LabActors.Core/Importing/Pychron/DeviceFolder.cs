namespace LabActors.Core.Importing.Pychron;

/// <summary>Where the files of a plug-in's devices are below <c>devices</c>.</summary>
internal static class DeviceFolder
{
    /// <summary>The folder of a plug-in: <c>fusions_co2</c> of FusionsCO2; empty for those that share the folder itself.</summary>
    public static string Of(string plugin)
    {
        if (!plugin.StartsWith("Fusions", StringComparison.Ordinal) && !IsFurnace(plugin) && !IsLaser(plugin))
            return "";
        if (IsFurnace(plugin))
            return "furnace";
        var name = string.Concat(plugin.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(plugin[i - 1]) ? $"_{c}" : $"{c}"));
        return name.ToLowerInvariant();
    }

    public static bool IsFurnace(string plugin) => plugin.Contains("Furnace", StringComparison.Ordinal);

    public static bool IsLaser(string plugin) => plugin.StartsWith("Fusions", StringComparison.Ordinal) || plugin.Contains("Laser", StringComparison.Ordinal) || plugin is "OsTechDiode" or "ChromiumCO2" or "ChromiumUV" or "Ablation";
}
