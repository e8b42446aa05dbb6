using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A driver's own settings from what Pychron's file of the device says under the same name.</summary>
internal static class DeviceSettings
{
    private static readonly string[] Sections = ["General", "Communications"];

    public static ImmutableDictionary<string, DeviceSetting> Of(SetupDevice device, DriverSchema schema)
    {
        var settings = ImmutableDictionary.CreateBuilder<string, DeviceSetting>();
        foreach (var setting in schema.Settings)
        {
            if (Sections.Select(section => Value(device, section, setting.Key)).FirstOrDefault(v => v is not null) is { } value)
                Set(setting.Key, setting.Kind == SettingKind.Flag ? (value.IsTrue ? "true" : "false") : value.Text);
        }

        if (Sections.Select(section => Value(device, section, "username")).FirstOrDefault(v => v is not null) is { } user)
            Set("user", user.Text);

        // A stage's limits are of each axis there.
        double[] limits = [.. device.Own?.Find("Axes Limits")?.Values.Values.SelectMany(v => v.List).Select(t => new CfgValue(t, 0).Number).OfType<double>() ?? []];
        if (limits.Length > 0)
        {
            Set("min", limits.Min().ToString("R", CultureInfo.InvariantCulture));
            Set("max", limits.Max().ToString("R", CultureInfo.InvariantCulture));
        }

        return settings.ToImmutable();

        void Set(string key, string text)
        {
            if (schema.Settings.FirstOrDefault(s => s.Key == key)?.Takes(text) == true)
                settings[key] = new DeviceSetting(key, text, 0);
        }
    }

    private static CfgValue? Value(SetupDevice device, string section, string key) =>
        new[] { device.Own, device.Wired }.Select(file => file?.Find(section)).OfType<CfgSection>().SelectMany(s => s.Values)
            .Where(v => v.Key.Replace(' ', '_').Equals(key, StringComparison.OrdinalIgnoreCase) && v.Value.Text.Length > 0)
            .Select(v => v.Value).FirstOrDefault();
}
