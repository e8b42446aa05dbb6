using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class ScriptEnvironmentTests
{
    private static readonly ScriptEnvironment Lab = new()
    {
        Capabilities = [ScriptCapability.Valves, ScriptCapability.Spectrometer, ScriptCapability.Laser, ScriptCapability.ExtractionDevice, ScriptCapability.Gauges],
        Valves = new Dictionary<string, string> { ["A"] = "Bone to CO2", ["0"] = "Inlet" }.ToImmutableDictionary(),
        Detectors = ["H1", "AX"],
        Gauges = ["pneumatics/bone"],
    };

    [Theory]
    [InlineData("open", "['A']", null)]
    [InlineData("open", "[0]", null)]
    [InlineData("open", "['Z']", "this laboratory has no valve 'Z'")]
    [InlineData("open", "[]", "names no valve")]
    [InlineData("open", "['A','Bone to CO2']", null)]
    [InlineData("open", "['0','Bone to CO2']", "valve '0' is not described 'Bone to CO2' (that is A)")]
    [InlineData("is_open", "['0','Bone to CO2']", null)]
    [InlineData("close", "[null,'nowhere']", "this laboratory has no valve described 'nowhere'")]
    [InlineData("equilibrate", "[20, 0, 'A,Q']", "this laboratory has no valve 'Q'")]
    [InlineData("activate_detectors", "['H1','L1']", "this spectrometer has no detector 'L1' (it has AX, H1)")]
    [InlineData("position_magnet", "[39.5,'H1']", null)]
    [InlineData("get_pressure", "['pneumatics','bone']", null)]
    [InlineData("get_pressure", "['pneumatics','x']", "this laboratory has no gauge 'x' of 'pneumatics'")]
    [InlineData("set_cryo", "[20]", "this laboratory has no cryostat")]
    [InlineData("extract_pipette", "['air']", "this laboratory has no automated pipette system")]
    [InlineData("info", "['x']", null)]
    [InlineData("set_fits", "['Ar40:parabolic','Ar36:average_SEM']", null)]
    [InlineData("set_fits", "['(,10,average)(10,,linear)']", null)]
    [InlineData("set_fits", "['Ar40:parabolc']", "found the fit 'parabolc' (do you mean 'parabolic'?), expected average, linear, parabolic, cubic, quartic, exponential, Auto Linear/Parabolic, or blocks of them such as (,10,average)(10,,linear)")]
    [InlineData("set_baseline_fits", "['average_SME']", "found the error 'SME' (do you mean 'SEM'?), expected SEM, SD, MSEM, CI, MonteCarlo")]
    [InlineData("set_fits", "['Ar40:linear','average']", "found 'average' among several fits, expected a name before it, such as Ar40:average")]
    [InlineData("execute_pattern", "[]", "this laboratory has no patterns")]
    public void A_command_is_refused_when_the_laboratory_lacks_what_it_needs(string command, string args, string? refusal) =>
        Refuse(command, args, "FusionsCO2").ShouldBe(refusal);

    [Theory]
    [InlineData("---")]
    [InlineData("Extract Device")]
    [InlineData("")]
    public void Device_commands_of_a_run_without_extraction_device_do_nothing_and_are_accepted(string device)
    {
        Refuse("execute_pattern", "[]", device).ShouldBeNull();
        Refuse("set_cryo", "[20]", device).ShouldNotBeNull();
    }

    [Fact]
    public void What_is_not_known_of_a_laboratory_is_not_checked()
    {
        foreach (var command in CommandCatalog.All)
        {
            var args = JsonSerializer.SerializeToElement(command.Parameters
                .Where(p => p.Form == CommandParameterForm.Ordinary && p.IsRequired).Select(_ => "x"));
            var bound = ArgumentBinder.Bind(command, args, JsonElement.Parse("{}"));
            ScriptEnvironment.Unknown.Refuse(command, bound.Arguments, "laser").ShouldBeNull(command.Name);
        }
    }

    private static string? Refuse(string name, string args, string device)
    {
        var command = CommandCatalog.Find(name)!;
        var bound = ArgumentBinder.Bind(command, JsonElement.Parse(args.Replace('\'', '"')), JsonElement.Parse("{}"));
        bound.Error.ShouldBeNull();
        return Lab.Refuse(command, bound.Arguments, device);
    }
}
