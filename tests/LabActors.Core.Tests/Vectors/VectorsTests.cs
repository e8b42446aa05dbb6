using System.Text.Json;
using LabActors.Core.Conditionals;
using LabActors.Core.Identifiers;

namespace LabActors.Core.Tests.Vectors;

/// <summary>
/// Every vector is one case. A vector is dispatched by its category and judged by its status alone: nothing here knows
/// the id of any. A category that nobody checks fails.
/// </summary>
public sealed class VectorsTests
{
    private static readonly Dictionary<string, Action<Vector>> Checks = IdentifierVectors.Checks
        .Concat(PositionVectors.Checks)
        .Concat(QueueVectors.Checks)
        .Concat(ConditionalVectors.Checks)
        .Concat(ConditionalRunVectors.Checks)
        .Concat(RegressionVectors.Checks)
        .Concat(AgeVectors.Checks)
        .ToDictionary();

    public static IEnumerable<object[]> Cases() => VectorFiles.Own
        .Concat(VectorFiles.Extra)
        .SelectMany(file => VectorFiles.Of(file).Select((vector, index) => new object[] { VectorFiles.Label(file), index, vector.Id }));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_vector_holds(string file, int index, string id)
    {
        var vector = VectorFiles.Of(VectorFiles.Path(file)).ElementAt(index);
        vector.Id.ShouldBe(id);
        Checks.ShouldContainKey(vector.Category, $"{id}: no check for this category");
        Checks[vector.Category](vector);
    }

    [SharedVectorsTheory]
    [InlineData("regression_vectors_real.json", 44)]
    [InlineData("age_vectors.json", 41)]
    [InlineData("age_vectors_real.json", 9)]
    public void The_vectors_of_laboratories_hold(string file, int count)
    {
        var vectors = VectorFiles.Of(VectorFiles.Shared(file)).ToArray();
        vectors.Length.ShouldBe(count);
        vectors.ShouldSatisfyAllConditions([.. vectors.Select(vector => (Action)(() =>
        {
            Checks.ShouldContainKey(vector.Category, $"{vector.Id}: no check for this category");
            Checks[vector.Category](vector);
        }))]);
    }

    [Fact]
    public void Every_expression_of_real_files_is_read_and_bound_to_its_names()
    {
        var files = VectorFiles.Own.Concat(VectorFiles.Extra).Where(f => VectorFiles.Load(f).TryGetProperty("real_expressions_in_env_A", out _)).ToArray();
        files.ShouldNotBeEmpty();
        foreach (var file in files.Select(VectorFiles.Load))
        {
            var vocabulary = new VectorValues(file.GetProperty("environments").GetProperty("A")).Vocabulary;
            var expressions = file.GetProperty("real_expressions_in_env_A").EnumerateObject().Select(e => e.Name).ToArray();
            expressions.ShouldNotBeEmpty();
            expressions.SelectMany(e => Condition.Bind(e, "", 0, vocabulary).Faults.Where(f => !f.IsWarning).Select(f => $"{e}: {f.Message}")).ShouldBeEmpty();
        }
    }

    [Fact]
    public void The_folder_of_extra_vectors_holds_some_if_it_is_named()
    {
        VectorFiles.Own.ShouldNotBeEmpty();
        if (VectorFiles.ExtraFolder is { } folder)
            VectorFiles.Extra.ShouldNotBeEmpty($"{VectorFiles.ExtraFolderVariable} names {folder}");
    }

    [Fact]
    public void The_default_table_of_identifiers_is_the_one_of_the_vectors()
    {
        var files = VectorFiles.Own.Concat(VectorFiles.Extra).Where(file => VectorFiles.Load(file).TryGetProperty("special_identifiers", out _)).ToArray();
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var listed = VectorFiles.Load(file).GetProperty("special_identifiers").EnumerateArray().Select(Entry);
            IdentifierTable.Default.Entries.Select(entry => (entry.Tag, entry.Name, entry.AnalysisType, entry.IsSpecial, entry.IsExtractable)).ShouldBe(listed);
        }
    }

    private static (string Tag, string Name, string Type, bool Special, bool Extractable) Entry(JsonElement entry) => (
        entry.GetProperty("short").GetString()!,
        entry.GetProperty("name").GetString()!,
        entry.GetProperty("analysis_type").GetString()!,
        entry.GetProperty("special").GetBoolean(),
        entry.GetProperty("extractable").GetBoolean());
}
