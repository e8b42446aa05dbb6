using System.Text;
using System.Text.Json.Nodes;
using LabActors.Core.Reduction;
using LabActors.Export.Dvc;

namespace LabActors.Export.Tests;

public sealed class PythonJsonTests
{
    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1, "1.0")]
    [InlineData(-2.81, "-2.81")]
    [InlineData(5.007680645086107e-05, "5.007680645086107e-05")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1234567890123456, "1234567890123456.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(4452.587532795121, "4452.587532795121")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Numbers_are_those_of_Python(double value, string text) => PythonJson.Repr(value).ShouldBe(text);

    [Fact]
    public void Keys_are_sorted_and_everything_beyond_ASCII_is_escaped() =>
        Encoding.ASCII.GetString(PythonJson.Bytes(new JsonObject
        {
            ["b"] = new JsonArray(),
            ["a"] = new JsonArray(1, 2.0, null, true),
            ["B"] = new JsonObject(),
            ["c"] = "Grüße \"x\"\n\u007f",
        })).ShouldBe("{\n    \"B\": {},\n    \"a\": [\n        1,\n        2.0,\n        null,\n        true\n    ],\n    \"b\": [],\n    \"c\": \"Gr\\u00fc\\u00dfe \\\"x\\\"\\n\\u007f\"\n}");

    [Fact]
    public void Scenario_01_a_blob_is_pairs_of_big_endian_floats() =>
        DvcBlob.Pack([(0.5, 100), (1.25, -0.1), (2, 3.14159265358979)]).ShouldBe("PwAAAELIAAA/oAAAvczMzUAAAABASQ/b");

    [Fact]
    public void Nothing_is_null_and_what_may_not_be_fitted_is_left_out()
    {
        DvcBlob.Pack([new SeriesPoint(1, double.NaN, 1), new SeriesPoint(2, 5, 2, "stale")]).ShouldBeNull();
        PychronGolden.Unpack(DvcBlob.Pack([new SeriesPoint(1, double.NaN, 1), new SeriesPoint(2, 5, 2)])!).ShouldBe([(2, 5)]);
    }

    [Fact]
    public void Scenario_22_paths_are_made_of_the_uuid()
    {
        const string Uuid = "7478715a-de35-4783-a94c-5de206c6c538";
        DvcPaths.Meta(Uuid).ShouldBe("74/78715a-de35-4783-a94c-5de206c6c538.json");
        DvcPaths.Part(Uuid, ".data").ShouldBe("74/.data/78715a-de35-4783-a94c-5de206c6c538.dat.json");
        DvcPaths.Part(Uuid, "intercepts").ShouldBe("74/intercepts/78715a-de35-4783-a94c-5de206c6c538.inte.json");
        DvcPaths.Part(Uuid, "peakcenter").ShouldBe("74/peakcenter/78715a-de35-4783-a94c-5de206c6c538.peak.json");
    }
}
