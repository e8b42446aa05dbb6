using System.Globalization;
using System.Text.Json;
using LabActors.Core.Identifiers;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of identifier, run id and repository vectors, by category.</summary>
internal static class IdentifierVectors
{
    private static readonly IdentifierTable Table = IdentifierTable.Default;

    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["analysis_type"] = v => v.ShouldGive(() => Table.AnalysisType(v.NullableTextArg(0))),
        ["analysis_type_shortname"] = v => v.ShouldGive(() => Table.Tag(v.NullableTextArg(0))),
        ["is_special"] = v => v.ShouldGive(() => Table.IsSpecial(v.TextArg(0))),
        ["runid"] = v => v.ShouldGive(() => RunIds.Make(v.TextArg(0), Aliquot(v.Arg(1)), v.Args > 2 ? Step(v.Arg(2)) : "")),
        ["rid"] = v => v.ShouldGive(() => RunIds.MakeRecordId(v.TextArg(0), Aliquot(v.Arg(1)), v.Args > 2 ? Step(v.Arg(2)) : "")),
        // The aliquot and step of a run id are what stands behind its identifier.
        ["aliquot_step"] = v => v.ShouldGive(() => RunIds.Make("", Aliquot(v.Arg(0)), Step(v.Arg(1)))[1..]),
        ["alphas"] = v => v.ShouldGive(() => StepLetters.Of(v.Arg(0).GetInt32())),
        ["alpha_to_int"] = v => v.ShouldGive(() => StepLetters.Parse(v.TextArg(0))),
        ["strip_runid"] = v => v.ShouldGive(() =>
        {
            var (identifier, aliquot, step) = RunIds.Strip(v.TextArg(0));
            return new object[] { identifier, aliquot, step };
        }),
        ["identifier_regex"] = v => v.ShouldGive(() => RunIds.MatchUnknown(v.TextArg(0)) is { } match
            ? new Dictionary<string, string> { ["identifier"] = match.Identifier, ["aliquot"] = match.Aliquot, ["step"] = match.Step }
            : null),
        ["special_identifier_regex"] = v => v.ShouldGive(() => RunIds.MatchSpecial(v.TextArg(0)) is { } match
            ? new Dictionary<string, string> { ["identifier"] = match.Identifier, ["aliquot"] = match.Aliquot }
            : null),
        ["is_step_heat_regex"] = HasStep,
        ["queue_aliquot_regex"] = v => v.ShouldGive(() => RunIds.EndsInAliquot(v.TextArg(0))),
        ["convert_identifier"] = v => v.ShouldGive(() => SpecialIdentifiers.WithoutAliquot(v.TextArg(0))),
        ["convert_identifier_to_int"] = v => v.ShouldGive(() => SpecialIdentifiers.LegacyNumber(v.TextArg(0))),
        // The keyword output=labnumber asks for the tag as a labnumber, which it is.
        ["convert_special_name"] = v => v.ShouldGive(() => Table.TagOfName(v.NullableTextArg(0))),
        ["make_special_identifier"] = v => v.ShouldGive(() => SpecialIdentifiers.Make(
            v.TextArg(0), Part(v.Arg(1)), Part(v.Arg(2)), v.Args > 3 ? Part(v.Arg(3)) : "")),
        ["make_standard_identifier"] = v => v.ShouldGive(() => SpecialIdentifiers.Make(
            v.TextArg(0), Part(v.Arg(1)), Part(v.Arg(2)), v.Args > 3 ? Part(v.Arg(3)) : "")),
        ["make_identifier"] = v => v.ShouldGive(() => SpecialIdentifiers.MakeUnlessNumber(v.TextArg(0), Part(v.Arg(1)), Part(v.Arg(2)))),
        ["convert_extract_device"] = v => v.ShouldGive(() => ExtractDeviceNames.ForScripts(v.NullableTextArg(0))),
        ["pretty_extract_device"] = v => v.ShouldGive(() => ExtractDeviceNames.Pretty(v.NullableTextArg(0))),
        ["normalize_repository_identifier"] = v => v.ShouldGive(() => RepositoryIdentifiers.Normalize(v.NullableTextArg(0))),
        ["is_valid_repository_identifier"] = v => v.ShouldGive(() => RepositoryIdentifiers.IsValid(v.NullableTextArg(0))),
        ["references_repository"] = v => v.ShouldGive(() => RepositoryIdentifiers.OfReference(v.TextArg(0), v.TextArg(1), v.TextArg(2))),
        ["curtag"] = v => v.ShouldGive(() => RepositoryIdentifiers.HalfYearTag(
            DateOnly.ParseExact(v.TextArg(0), "yyyy-MM-dd", CultureInfo.InvariantCulture))),
        ["to_bool"] = v => v.ShouldGive(() => v.Arg(0).ValueKind switch
        {
            JsonValueKind.Number => v.Arg(0).GetDouble() != 0,
            JsonValueKind.True => true,
            JsonValueKind.False or JsonValueKind.Null => false,
            _ => PythonText.ToBool(v.TextArg(0)),
        }),
        ["csv_to_ints"] = v => v.ShouldGive(() => PythonText.Ints(v.TextArg(0))),
        ["renumber_aliquots"] = v => v.ShouldGive(() => AliquotNumbering
            .Renumber([.. v.Arg(0).EnumerateArray().Select(run => new RunSpec { Labnumber = run[0].GetString()!, UserDefinedAliquot = run[1].GetInt32() })])
            .Select(run => run.UserDefinedAliquot)),
    };

    // Vectors marked as a bug show the original's mistyped letter class, [A_Z]: right is that letters behind the aliquot are a step.
    private static void HasStep(Vector vector)
    {
        if (vector.Text("quirk") != "bug")
        {
            vector.ShouldGive(() => RunIds.HasStep(vector.TextArg(0)));
            return;
        }

        var behindAliquot = vector.TextArg(0).Split('-')[^1].TrimStart([.. "0123456789"]);
        RunIds.HasStep(vector.TextArg(0)).ShouldBe(behindAliquot.Length > 0 && behindAliquot.All(char.IsAsciiLetter));
    }

    private static string Aliquot(JsonElement aliquot) =>
        aliquot.ValueKind == JsonValueKind.Number ? RunIds.AliquotText(aliquot.GetInt32()) : aliquot.GetString() ?? "";

    private static string Step(JsonElement step) =>
        step.ValueKind == JsonValueKind.Number ? StepLetters.Of(step.GetInt32()) : step.GetString() ?? "";

    private static string Part(JsonElement part) =>
        part.ValueKind == JsonValueKind.Number ? SpecialIdentifiers.Part(part.GetInt32()) : part.GetString() ?? "";
}
