using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class CommandCatalogTests
{
    private static readonly string[] Thermo =
    [
        "set_deflection", "get_deflection", "set_deflections", "set_ysymmetry", "set_zsymmetry", "set_zfocus", "set_extraction_focus",
        "set_extraction_symmetry", "set_extraction_lens", "set_cdd_operating_voltage", "set_source_optics", "set_source_parameters",
        "set_accelerating_voltage",
    ];

    [Fact]
    public void An_extraction_script_has_the_75_commands_of_the_reference_and_3_more_for_uv()
    {
        var names = CommandCatalog.For(ScriptKind.Extraction).Select(c => c.Name).ToList();
        names.Distinct().Count().ShouldBe(names.Count);
        names.Count.ShouldBe(78);
        names.Except(["set_reprate", "drill_point", "trace_path"]).Count().ShouldBe(75);
        CommandCatalog.For(ScriptKind.PostEquilibration).Select(c => c.Name).ShouldBe(names);
    }

    [Fact]
    public void A_measurement_script_has_the_58_commands_of_the_reference_13_of_thermo_and_2_of_quadera()
    {
        var names = CommandCatalog.For(ScriptKind.Measurement).Select(c => c.Name).ToList();
        names.Count.ShouldBe(73);
        Thermo.ShouldBeSubsetOf(names);
        names.Except(Thermo).Except(["measure", "opc_command"]).Count().ShouldBe(58);
        names.ShouldNotContain("get_pressure");
    }

    [Fact]
    public void A_post_measurement_script_has_the_extraction_commands_and_get_intensity()
    {
        var names = CommandCatalog.For(ScriptKind.PostMeasurement).Select(c => c.Name).ToList();
        names.ShouldBe([.. CommandCatalog.For(ScriptKind.Extraction).Select(c => c.Name), "get_intensity"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("open", "name description cancel_on_failed_actuation ntries")]
    [InlineData("baselines", "ncounts mass detector use_dac integration_time settling_time check_conditionals")]
    [InlineData("sniff", "ncounts integration_time block")]
    [InlineData("equilibrate", "eqtime inlet outlet do_post_equilibration close_inlet delay")]
    [InlineData("add_truncation", "attr teststr start_count frequency ntrips abbreviated_count_ratio")]
    [InlineData("activate_detectors", "dets peak_center")]
    [InlineData("peak_center", "detector isotope integration_time save directions config_name")]
    [InlineData("gosub", "name root klass argv kw")]
    public void Parameters_stand_in_the_order_of_the_reference(string command, string parameters) =>
        CommandCatalog.Find(command)!.Parameters.Select(p => p.Name).ShouldBe(parameters.Split(' '));

    [Fact]
    public void Defaults_are_those_of_the_reference()
    {
        var baselines = CommandCatalog.Find("baselines")!.Parameters.ToDictionary(p => p.Name, p => p.Default?.GetRawText());
        baselines["ncounts"].ShouldBe("1");
        baselines["mass"].ShouldBe("null");
        baselines["detector"].ShouldBe("\"\"");
        baselines["integration_time"].ShouldBe("1.04");
        baselines["check_conditionals"].ShouldBe("true");
    }

    [Fact]
    public void For_a_uv_laser_the_third_argument_of_extract_is_a_position()
    {
        CommandCatalog.Find("extract")!.Parameters[2].Name.ShouldBe("block");
        CommandCatalog.Find("extract", uv: true)!.Parameters[2].Name.ShouldBe("position");
    }

    [Theory]
    [InlineData("open", true)]
    [InlineData("extract", true)]
    [InlineData("multicollect", true)]
    [InlineData("set_light", false)]
    [InlineData("acquire", false)]
    [InlineData("sleep", false)]
    [InlineData("get_pressure", false)]
    public void Only_what_touches_gas_or_instrument_is_a_physical_effect(string command, bool effect) =>
        CommandCatalog.Find(command)!.HasPhysicalEffect.ShouldBe(effect);
}
