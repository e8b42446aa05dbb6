using System.Text.Json;
using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class ArgumentBinderTests
{
    [Fact]
    public void Positional_and_keyword_arguments_meet_their_parameters_and_defaults_fill_the_rest()
    {
        var bound = Bind("open", "['A']", "{'ntries':2}");
        bound.Error.ShouldBeNull();
        bound.Arguments["name"].GetString().ShouldBe("A");
        bound.Arguments["description"].GetString().ShouldBe("");
        bound.Arguments["cancel_on_failed_actuation"].GetBoolean().ShouldBeTrue();
        bound.Arguments["ntries"].GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Star_parameters_take_what_is_left()
    {
        Bind("activate_detectors", "['H1','AX']", "{'peak_center':true}").Arguments["dets"].GetRawText().ShouldBe("[\"H1\",\"AX\"]");
        Bind("gosub", "['x']", "{'argv':['V'],'do_cleanup':false}").Arguments["kw"].GetRawText().ShouldBe("{\"do_cleanup\":false}");
        Bind("set_fits", "[]", "{}").Arguments["fits"].GetArrayLength().ShouldBe(0);
    }

    // each message is what CPython 3.11 says of a function with that signature
    [Theory]
    [InlineData("open", "[]", "{'nam':1}", "open() got an unexpected keyword argument 'nam'")]
    [InlineData("get_pressure", "[]", "{}", "get_pressure() missing 2 required positional arguments: 'controller' and 'gauge'")]
    [InlineData("get_pressure", "['a']", "{}", "get_pressure() missing 1 required positional argument: 'gauge'")]
    [InlineData("power_map", "[1]", "{'bd':2}", "power_map() missing 3 required positional arguments: 'cy', 'padding', and 'power'")]
    [InlineData("sleep", "[1,2,3]", "{}", "sleep() takes from 0 to 2 positional arguments but 3 were given")]
    [InlineData("cancel", "[1]", "{}", "cancel() takes 0 positional arguments but 1 was given")]
    [InlineData("set_ysymmetry", "[1,2]", "{}", "set_ysymmetry() takes 1 positional argument but 2 were given")]
    [InlineData("get_pressure", "[1,2,3]", "{}", "get_pressure() takes 2 positional arguments but 3 were given")]
    [InlineData("add_termination", "['age','<',10000]", "{'start_count':5}", "add_termination() got multiple values for argument 'start_count'")]
    [InlineData("activate_detectors", "['H1']", "{'center':true}", "activate_detectors() got an unexpected keyword argument 'center'")]
    [InlineData("activate_detectors", "['H1']", "{'dets':1}", "activate_detectors() got an unexpected keyword argument 'dets'")]
    public void A_bad_call_is_refused_in_the_words_of_python(string command, string positional, string keywords, string error) =>
        Bind(command, positional, keywords).Error.ShouldBe(error);

    [Fact]
    public void The_old_keyword_dac_is_use_dac_unless_legacy_names_are_off()
    {
        Bind("position_magnet", "[5.5]", "{'dac':true}").Arguments["use_dac"].GetBoolean().ShouldBeTrue();
        Bind("position_magnet", "[5.5]", "{'dac':true}", legacy: false).Error
            .ShouldBe("position_magnet() got an unexpected keyword argument 'dac'");
    }

    [Fact]
    public void Every_command_called_with_all_its_parameters_by_keyword_binds()
    {
        foreach (var command in CommandCatalog.All)
        {
            var named = command.Parameters.Where(p => p.Form is CommandParameterForm.Ordinary or CommandParameterForm.KeywordOnly).ToList();
            var keywords = JsonSerializer.SerializeToElement(named.ToDictionary(p => p.Name, p => p.Name));
            var bound = ArgumentBinder.Bind(command, JsonElement.Parse("[]"), keywords);
            bound.Error.ShouldBeNull(command.Name);
            foreach (var parameter in named)
                bound.Arguments[parameter.Name].GetString().ShouldBe(parameter.Name, command.Name);
        }
    }

    private static BoundCommand Bind(string command, string positional, string keywords, bool legacy = true) => ArgumentBinder.Bind(
        CommandCatalog.Find(command)!,
        JsonElement.Parse(positional.Replace('\'', '"')),
        JsonElement.Parse(keywords.Replace('\'', '"')),
        legacy);
}
