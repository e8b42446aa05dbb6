using System.Text.Json;
using LabActors.Core.Positions;
using LabActors.Core.Runs;
using LabActors.Core.Templates;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of position, frequency-run, heating-template and comment-template vectors, by category.</summary>
internal static class PositionVectors
{
    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["generate_positions"] = GeneratesPositions,
        ["increment_position"] = v => v.ShouldGive(() => PositionExpression.Increment(v.TextArg(0))),
        ["get_position_list"] = v => v.ShouldGive(() => PositionExpression.Split(v.TextArg(0))),
        ["xy_regex"] = v => v.ShouldGive(() => PositionExpression.IsCoordinates(v.TextArg(0))),
        ["validate_position"] = v => v.ShouldGive(() => EditorName(PositionExpression.Form(v.TextArg(0)))),
        ["pos_gen"] = v => v.ShouldGive(() => PositionExpression.Range(
            v.Arg(0).GetInt32(), v.Arg(1).GetInt32(), v.Args > 2 ? v.Arg(2).GetInt32() : 1)),
        ["frequency_validate"] = v => v.ShouldGive(() => FrequencyTemplate.IsValid(v.TextArg(0))),
        ["frequency_parse"] = v => v.ShouldGive(() =>
        {
            var template = FrequencyTemplate.Parse(v.TextArg(0));
            return new object?[] { template.Start, template.End, template.Exclusive, template.After.IsEmpty ? null : template.After };
        }),
        ["frequency_run"] = PlacesFrequencyRuns,
        ["incremental_heat"] = v => v.ShouldGive(() => HeatSteps(v)),
        ["comment_template"] = v => v.ShouldGive(() => CommentTemplate.Render(
            v.TextArg(0), v.Arg(1).EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString()))),
        ["increment_labnumber"] = v => v.ShouldGive(() => Labnumbers.Increment(v.TextArg(0), v.Args > 1 ? v.Arg(1).GetInt32() : 1)),
    };

    // The original gives numbers where it expands and the text where it keeps it; positions are texts here.
    private static void GeneratesPositions(Vector vector)
    {
        if (vector.IsRefused)
            vector.ShouldGive(() => PositionExpression.Generate(vector.TextArg(0)));
        else
            PositionExpression.Generate(vector.TextArg(0)).ShouldBe(vector.Expected.EnumerateArray().Select(position => position.ToString()));
    }

    // Names of the original's regular expressions. Its list lacks the one for 1;5, which its generator understands.
    private static string? EditorName(PositionForm form) => form switch
    {
        PositionForm.Empty => "",
        PositionForm.SteppedSlice => "SSlice",
        PositionForm.ColonSlice => "PSlice",
        PositionForm.Coordinates => "XY",
        PositionForm.Holes => "int-list",
        PositionForm.Text or PositionForm.SliceList => null,
        _ => form.ToString(),
    };

    private static void PlacesFrequencyRuns(Vector vector)
    {
        var runs = vector["runs"].EnumerateArray()
            .Select(run => new FrequencyRun(run[0].GetString()!, run[1].GetInt32(), run[2].GetBoolean()))
            .ToArray();
        var low = vector.Has("block_lo") ? vector["block_lo"].GetInt32() : 0;
        var high = vector.Has("block_hi") ? vector["block_hi"].GetInt32() : runs.Length;
        var counted = vector["incrementable_types"].EnumerateArray().Select(type => type.GetString()!).ToArray();
        var start = vector["sidx"].GetInt32();
        var frequency = vector["frequency"];
        var block = runs[low..high];

        int[] Places() => frequency.ValueKind == JsonValueKind.String
            ? [.. FrequencyRuns.Places(block, FrequencyTemplate.Parse(frequency.GetString()!), counted, start)]
            : [.. FrequencyRuns.Places(block, frequency.GetInt32(), counted, vector["before"].GetBoolean(), vector["after"].GetBoolean(), start)];

        if (vector.IsRefused)
        {
            vector.ShouldGive(() => Places());
            return;
        }

        Places().ShouldBe(vector["insert_indexes"].EnumerateArray().Select(index => index.GetInt32()));
        var queue = FrequencyRuns.Insert([.. runs.Select(Run)], [Run(new FrequencyRun("blank", 0, false))], [.. Places()]);
        queue.Select(run => run.AnalysisType).ShouldBe(vector["types_after"].EnumerateArray().Select(type => type.GetString()!));
    }

    private static RunSpec Run(FrequencyRun run) => new() { Labnumber = "1", DeclaredAnalysisType = run.AnalysisType, Skip = run.Skip };

    private static object HeatSteps(Vector vector)
    {
        var (template, problems) = HeatTemplate.Read(vector.Text("text")!, "template.txt", withBeam: vector.Text("kind") == "laser");
        if (problems.FirstOrDefault(problem => problem.IsError) is { } error)
            throw new FormatException(error.ToString());
        return template.Steps.Select(step => new object?[]
        {
            step.Letters, step.Value, step.Units, step.Duration, step.Cleanup, step.BeamDiameter, step.IsValid,
        });
    }
}
