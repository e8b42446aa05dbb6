using System.Text.Json;
using System.Text.RegularExpressions;
using LabActors.Core.Conditionals;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Acceptance.Examples;

/// <summary>What the demo laboratory's scripts name (children, fits, hops, valves, detectors) is there.</summary>
public sealed partial class DemoScripts
{
    private readonly LabDefinition lab = DemoLaboratory.Lab();
    private readonly List<Problem> problems = [];

    public static IEnumerable<object[]> Names() => DemoLaboratory.ScriptNames();

    public static IEnumerable<object[]> MeasurementNames() =>
        DemoLaboratory.ScriptNames().Where(s => s[0] is ScriptKind.Measurement).Select(s => new[] { s[1] });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_child_that_a_script_calls_is_found(ScriptKind kind, string name)
    {
        var waiting = new Queue<string>([Load(kind, name).Path]);
        var seen = new HashSet<string>();
        while (waiting.TryDequeue(out var caller))
        {
            if (!seen.Add(caller))
                continue;
            foreach (Match call in Gosub().Matches(File.ReadAllText(caller)))
            {
                var child = DemoLaboratory.Scripts.FindChild(call.Groups["name"].Value, caller);
                child.ShouldNotBeNull($"{call.Value} in {caller}");
                waiting.Enqueue(child);
            }
        }
    }

    [Theory]
    [MemberData(nameof(MeasurementNames))]
    public void The_inlet_and_outlet_of_a_measurement_are_the_instruments(string name)
    {
        var equilibration = Load(ScriptKind.Measurement, name).Metadata.Mx["equilibration"];
        var instrument = lab.Instruments.ShouldHaveSingleItem();

        equilibration.GetProperty("inlet").GetString().ShouldBe(instrument.Inlet);
        equilibration.GetProperty("outlet").GetString().ShouldBe(instrument.Outlet);
    }

    [Theory]
    [MemberData(nameof(MeasurementNames))]
    public void Detectors_and_isotopes_of_a_measurement_are_the_instruments(string name)
    {
        var instrument = lab.Instruments.ShouldHaveSingleItem();
        var groups = Load(ScriptKind.Measurement, name).Metadata.Mx.Values;

        Named(groups, "detector").ShouldNotBeEmpty();
        Named(groups, "detector").ShouldBeSubsetOf(instrument.Detectors.Select(d => d.Name));
        Named(groups, "isotope").ShouldBeSubsetOf(instrument.Isotopes.Select(i => i.Name));
    }

    [Theory]
    [MemberData(nameof(MeasurementNames))]
    public void The_fits_file_of_a_measurement_has_every_isotope_and_its_detector(string name)
    {
        var script = Load(ScriptKind.Measurement, name);
        var fits = DemoLaboratory.Scripts.ReadFits(script.Metadata.DefaultFits.ShouldNotBeNull(), script.Path, problems);
        var paired = lab.Instruments[0].Detectors.Where(d => d.Isotope is { Length: > 0 }).ToList();

        problems.ShouldBeEmpty(DemoLaboratory.Told(problems));
        fits.ShouldNotBeNull().Signal.Select(f => f.Name).ShouldBe(paired.Select(d => d.Isotope!), ignoreOrder: true);
        fits.Baseline.Select(f => f.Name).ShouldBe(paired.Select(d => d.Name), ignoreOrder: true);
        fits.Signal.Concat(fits.Baseline).Select(f => f.Fit).Distinct().ShouldBeSubsetOf(["linear", "parabolic", "average"]);
    }

    [Theory]
    [InlineData("ic_peak_hop", 3)]
    [InlineData("peak_hop_small", 3)]
    public void The_hops_file_of_a_peak_hop_positions_isotopes_that_its_detectors_see(string name, int positions)
    {
        var script = Load(ScriptKind.Measurement, name);
        var file = "hops/" + script.Metadata.Mx["peakhop"].GetProperty("hops_name").GetString();
        var read = DemoLaboratory.Scripts.ReadHops(file, script.Path, problems);
        var hops = HopsFile.Parse(read.ShouldNotBeNull(), problems);

        problems.ShouldBeEmpty(DemoLaboratory.Told(problems));
        hops.Length.ShouldBe(positions);
        var table = lab.Instruments[0].Magnet.Table;
        foreach (var hop in hops)
        {
            // All cups of one hop must see their isotope at the same field, within the flat top of a peak.
            var fields = hop.Cups.Select(c => table.Single(p => p.Isotope == c.Isotope && p.Detector == c.Detector).Dac).ToList();
            (fields.Max() - fields.Min()).ShouldBeLessThan(0.003);
        }
    }

    [Fact]
    public void The_conditionals_of_the_whiff_can_be_read_and_one_of_them_always_holds()
    {
        var whiff = Load(ScriptKind.Measurement, "whiff120_30").Metadata.Mx["whiff"];
        var names = ConditionVocabulary.Of(DemoLaboratory.Lab(), DemoLaboratory.Lab().Instruments[0]);
        var (conditionals, problem) = ScriptConditional.OfWhiff(whiff.GetProperty("conditionals"), 10, "whiff120_30.py", 0);
        problem.ShouldBeEmpty();
        var tests = conditionals!.Value.Select(c => InstalledConditional.Bind(c, names)!).ToList();

        foreach (var intensity in new[] { 0.0, 399.9, 400, 400.1, 5000 })
        {
            var values = new NewestIntensity(intensity);
            tests.Count(t => t.Condition.Evaluate(values).Holds == true).ShouldBe(1, $"at {intensity} fA");
        }
    }

    private sealed record NewestIntensity(double Femtoamperes) : IMeasuredValues
    {
        public MeasuredValue Read(ConditionValue value, int window) =>
            value == new ConditionValue(ValueSource.Isotope, "Ar40", Quantity: ValueQuantity.Current) ? MeasuredValue.Of(Femtoamperes) : MeasuredValue.Unavailable("was not asked for");
    }

    [Fact]
    public void The_defaults_name_scripts_that_exist()
    {
        var path = Path.Combine(DemoLaboratory.Scripts.Root, "defaults.yaml");
        var tags = Yaml11.Read(File.ReadAllText(path), path, problems).ShouldNotBeNull().AsObject();

        problems.ShouldBeEmpty(DemoLaboratory.Told(problems));
        var named = (
            from tag in tags
            from block in tag.Value!.AsObject().Select(b => b.Value as System.Text.Json.Nodes.JsonObject).OfType<System.Text.Json.Nodes.JsonObject>().Append(tag.Value!.AsObject())
            from kind in Enum.GetValues<ScriptKind>()
            let script = block[kind.Folder()]?.GetValue<string>()
            where script is not null
            select (kind, script)).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(8);
        named.Where(s => DemoLaboratory.Scripts.Find(s.kind, s.script, "Argus") is null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("scripts/conditionals/enough_argon.yaml", ConditionalLevel.Run)]
    [InlineData("queue_conditionals/unattended.yaml", ConditionalLevel.Queue)]
    public void A_file_of_conditionals_can_be_used_as_it_stands(string file, ConditionalLevel level)
    {
        var path = Path.Combine(DemoLaboratory.Folder, file);
        var read = ConditionalFile.Read(File.ReadAllText(path), path, level);
        var names = ConditionVocabulary.Of(DemoLaboratory.Lab(), DemoLaboratory.Lab().Instruments[0]);

        read.Problems.Concat(read.Conditionals.SelectMany(c => ConditionalChecks.NameFaults(c, names))).ShouldBeEmpty();
        read.Conditionals.ShouldNotBeEmpty();
    }

    private ScriptDocument Load(ScriptKind kind, string name)
    {
        var script = DemoLaboratory.Scripts.Load(kind, name, "", problems);
        problems.ShouldBeEmpty(DemoLaboratory.Told(problems));
        return script.ShouldNotBeNull();
    }

    private static IEnumerable<string> Named(IEnumerable<JsonElement> groups, string key) =>
        from bag in groups
        where bag.TryGetProperty(key, out _)
        select bag.GetProperty(key).GetString();

    [GeneratedRegex(@"gosub\('(?<name>[^']+)'")]
    private static partial Regex Gosub();
}
