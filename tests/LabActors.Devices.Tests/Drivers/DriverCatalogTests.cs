using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;
using LabActors.Devices.Drivers;

namespace LabActors.Devices.Tests.Drivers;

public sealed class DriverCatalogTests
{
    [Fact]
    public void Every_schema_has_a_driver_and_every_driver_a_schema() =>
        DriverCatalog.All.Keys.Order(StringComparer.Ordinal).ShouldBe(DriverSchemas.All.Select(s => s.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_driver_can_be_made_and_settings_are_told_once()
    {
        foreach (var schema in DriverSchemas.All)
        {
            DriverCatalog.All[schema.Name](new ScriptedDevice(schema.Name).Context).Simulated.ShouldBeFalse();
            schema.Settings.Select(s => s.Key).ShouldBeUnique();
            schema.Ports.ShouldNotBeEmpty(schema.Name);
        }
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("CDD = IC0; L2 = L2CDD", true)]
    [InlineData("CDD", false)]
    [InlineData("CDD = IC0; cdd = IC1", false)]
    [InlineData("CDD = IC0; L2 = IC0", false)]
    [InlineData("= IC0", false)]
    public void A_map_of_names_has_pairs_and_no_name_twice(string text, bool isMap)
    {
        NameMap.TryParse(text, out var map).ShouldBe(isMap);
        new SettingSchema("detectors", SettingKind.Names, "").Takes(text).ShouldBe(isMap);
        if (text.Length > 0 && isMap)
            (map.Theirs("cdd"), map.Ours("L2CDD"), map.Theirs("H1")).ShouldBe(("IC0", "L2", "H1"));
    }

    [Theory]
    [InlineData("agilent-34970a", "301", true)]
    [InlineData("agilent-34970a", "901", false)]
    [InlineData("agilent-34970a", "C", false)]
    [InlineData("proxr", "0", true)]
    [InlineData("proxr", "255", true)]
    [InlineData("proxr", "256", false)]
    [InlineData("proxr", "input 7", true)]
    [InlineData("arduino-valves", "9", true)]
    [InlineData("arduino-valves", "48", true)]
    [InlineData("arduino-valves", "x", false)]
    [InlineData("pychron-valves", "AA", true)]
    [InlineData("pychron-valves", "A,B", false)]
    [InlineData("qtegra", "Valve Inlet Set", true)]
    [InlineData("qtegra", "", false)]
    public void Addresses_of_valves_are_checked_before_anything_is_connected(string driver, string address, bool isOne) =>
        (DriverSchemas.Find(driver)!.ChannelProblem(DeviceRole.Valves, address) is null).ShouldBe(isOne);
}
