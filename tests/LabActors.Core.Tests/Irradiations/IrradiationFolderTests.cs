using LabActors.Core.Irradiations;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Irradiations;

public sealed class IrradiationFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;
    private readonly List<Problem> _problems = [];

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void A_position_has_its_J_the_lambda_of_that_J_chronology_and_production()
    {
        Write("NM-300/B.json", """{"z": 0, "positions": [{"position": 1, "identifier": "26200"}]}""");
        Write("NM-300/A.json", """
            {"z": 0, "positions": [
              {"position": 1, "identifier": "26232", "j": 0.001, "j_err": 1e-6},
              {"position": 7, "identifier": "26233", "j": 0.0039, "j_err": 1.1e-6, "position_jerr": 2e-6, "decay_constants": {"lambda_k_total": 5.464e-10, "lambda_k_total_error": 0}}
            ]}
            """);
        Write("NM-300/productions.json", """{"A": "Triga"}""");
        Write("NM-300/productions/Triga.json", """{"K4039": [0.006385, 0.0003], "Ca_K": [1.96, 0.0], "Cl3638": [250, 0]}""");
        Write("NM-300/chronology.txt", "1.0,2018-10-15 06:19:00,2018-10-15 14:19:00\n0.5,2018-10-16 06:19:00,2018-10-16 14:19:00\n");

        var found = Folder().Find("26233", _problems)!;

        _problems.ShouldBeEmpty();
        (found.Irradiation, found.Level, found.Position, found.ProductionName).ShouldBe(("NM-300", "A", 7, "Triga"));
        found.J.ShouldBe(new Quantity(0.0039, 1.1e-6));
        found.PositionJError.ShouldBe(2e-6);
        found.LambdaK.ShouldBe(new Quantity(5.464e-10, 0));
        found.Production.K4039.ShouldBe(new Quantity(0.006385, 0.0003));
        found.Chronology.Select(s => (s.Power, s.Days)).ShouldBe([(1.0, 8 / 24.0), (0.5, 8 / 24.0)]);
        found.Chronology[0].Start.ShouldBe(new DateTimeOffset(2018, 10, 15, 6, 19, 0, TimeSpan.Zero));
    }

    [Fact]
    public void An_identifier_that_no_level_has_is_not_known_and_no_problem()
    {
        Write("NM-300/A.json", """{"positions": [{"position": 1, "identifier": "26232"}]}""");

        Folder().Find("2623", _problems).ShouldBeNull();
        IrradiationFolder.None.Find("26232", _problems).ShouldBeNull();
        _problems.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_wrong_is_told_with_file_line_what_was_found_and_what_was_expected()
    {
        Write("NM-300/A.json", "{\"positions\": [\n {\"position\": 1, \"identifier\": \"26232\", \"j\": \"soon\"}]}");
        Write("NM-300/productions.json", """{"A": "Triga"}""");
        Write("NM-300/productions/Triga.json", """{"K4039": 0.006385}""");
        Write("NM-300/chronology.txt", "1.0,2018-10-15 06:19:00,2018-10-15 14:19:00\n1.0,yesterday,today\n");

        Folder().Find("26232", _problems).ShouldBeNull();

        _problems.ShouldContain(p => p.File.EndsWith("A.json") && p.Line == 2 && p.Field == "j" && p.Message.Contains("\"soon\""));
        _problems.ShouldContain(p => p.File.EndsWith("Triga.json") && p.Field == "K4039" && p.Message.Contains("[value, error]"));
        _problems.ShouldContain(p => p.File.EndsWith("chronology.txt") && p.Line == 2 && p.Message.Contains("yesterday"));
    }

    [Fact]
    public void A_file_that_is_not_JSON_is_told_with_its_line()
    {
        Write("NM-300/A.json", "{\n\"26232\": [,\n}");

        Folder().Find("26232", _problems).ShouldBeNull();

        _problems.ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Fact]
    public void The_demo_laboratory_knows_its_irradiations_as_its_simulation_has_them()
    {
        var path = Path.Combine(Repository.Root, "examples", "demo-lab", "lab.yaml");
        var lab = LabFile.Read(File.ReadAllText(path), path).Lab!;
        var irradiations = new IrradiationFolder(lab.Reduction.MetaData, lab.Reduction.ChronologyZone);

        foreach (var (identifier, sample) in new[] { ("24701", "FC-2"), ("24702", "FC-2"), ("64101", "Basalt groundmass"), ("64102", "Basalt groundmass") })
        {
            var known = irradiations.Find(identifier, _problems).ShouldNotBeNull(identifier);
            var (truth, production) = (lab.Simulation!.Samples.Single(s => s.Name == sample), lab.Simulation.Production);
            known.Sample.ShouldBe(sample);
            known.J!.Value.Value.ShouldBe(truth.J);
            known.LambdaK!.Value.Value.ShouldBe(lab.Simulation.DecayConstantPerYear);
            (known.Production.Ca3637.Value, known.Production.Ca3937.Value, known.Production.Ca3837.Value).ShouldBe((production.Ca3637, production.Ca3937, production.Ca3837));
            (known.Production.K3839.Value, known.Production.K4039.Value, known.Production.CaK.Value).ShouldBe((production.K3839, production.K4039, production.CaK));
        }

        _problems.ShouldBeEmpty();
        lab.Reduction.Constants.Trapped4036.Value.ShouldBe(298.56);
    }

    [Fact]
    public void A_folder_that_lab_yaml_names_and_that_is_none_is_told_with_its_line()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "examples", "demo-lab", "lab.yaml")).Replace("metadata: metadata", "metadata: nowhere");
        var path = Path.Combine(_folder, "lab.yaml");

        var problem = LabFile.Read(text, path).Lab!.Reduction.MissingFolder(path)!;

        problem.Line.ShouldBe(text.Split('\n').Index().First(l => l.Item.Contains("metadata: nowhere")).Index + 1);
        problem.Message.ShouldContain("nowhere");
        LabFile.Read(text.Replace("  metadata: nowhere\n", ""), path).Lab!.Reduction.MissingFolder(path).ShouldBeNull("it need not be there when it is not named");
    }

    [Theory]
    [InlineData("trapped_40_36: [298.56]", "trapped_40_36: [298.56]", "[value, error]")]
    [InlineData("trapped_40_38: much", "trapped_40_38", "a number above 0")]
    [InlineData("time_zone: Mars", "time_zone", "America/Denver")]
    [InlineData("lambda: 1", "lambda", "unknown key")]
    public void A_wrong_setting_is_told_with_its_line(string setting, string line, string expected)
    {
        var path = Path.Combine(Repository.Root, "examples", "demo-lab", "lab.yaml");
        var text = File.ReadAllText(path);
        var from = text.IndexOf("reduction:", StringComparison.Ordinal);
        var changed = $"{text[..from]}reduction:\n  {setting}\n\n{text[text.IndexOf("# What only the simulator", StringComparison.Ordinal)..]}";

        var problem = LabFile.Read(changed, path).Problems.ShouldHaveSingleItem();

        problem.Message.ShouldContain(expected);
        changed.Split('\n')[problem.Line - 1].ShouldContain(line);
    }

    private IrradiationFolder Folder() => new(_folder, TimeZoneInfo.Utc);

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
