using System.Text;
using LabActors.Core.Journal;
using LabActors.Journal.Serialization;

namespace LabActors.Journal.Tests.Serialization;

/// <summary>
/// The bytes under every manifest, kept for ever. <c>LABACTORS_WRITE_GOLDEN=1</c> writes the file of a manifest that has none; it
/// never changes one.
/// </summary>
public sealed class GoldenBytesTests
{
    private static readonly string Folder = Path.Combine(SourceTree.Root, "tests", "LabActors.Journal.Tests", "golden");

    public static TheoryData<string> Written => [.. JournalManifests.All.Types.Select(type => type.Manifest)];

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_manifest_is_written_as_its_golden_bytes(string manifest)
    {
        var type = JournalManifests.All.Types.Single(type => type.Manifest == manifest);
        var bytes = JournalManifests.All.Serialize(Samples.Of(type.Type));
        var file = Path.Combine(Folder, manifest + ".json");
        if (!File.Exists(file) && Environment.GetEnvironmentVariable("LABACTORS_WRITE_GOLDEN") == "1")
            File.WriteAllBytes(file, bytes);

        File.Exists(file).ShouldBeTrue($"{manifest} has no golden file: set LABACTORS_WRITE_GOLDEN=1 once, look at it, and commit it");
        Encoding.UTF8.GetString(bytes).ShouldBe(File.ReadAllText(file));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Bytes_once_written_are_read_for_ever(string manifest)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, manifest + ".json"));
        var value = JournalManifests.All.Deserialize(manifest, bytes);
        JournalManifests.All.Covers(value.GetType()).ShouldBeTrue($"{manifest} is read as {value.GetType()}, which is no type of today");
        if (JournalManifests.All.Upcasters.Any(upcaster => upcaster.Manifest == manifest))
            return;

        Samples.ShouldBeTheSame(value, Samples.Of(value.GetType()));
        Encoding.UTF8.GetString(JournalManifests.All.Serialize(value)).ShouldBe(Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void Every_event_record_has_a_manifest()
    {
        var events = typeof(IJournalEvent).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsAssignableTo(typeof(IJournalEvent)) || type.IsAssignableTo(typeof(IJournalSnapshot))));
        events.Where(type => !JournalManifests.All.Covers(type)).Select(type => type.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void No_golden_file_is_without_its_manifest()
    {
        var known = JournalManifests.All.Types.Select(type => type.Manifest).Concat(JournalManifests.All.Upcasters.Select(upcaster => upcaster.Manifest));
        Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Except(known).ShouldBeEmpty();
    }
}
