using LabActors.Node.Operators;

namespace LabActors.Node.Tests.Operators;

/// <summary>The file that says where a node of this computer is reached.</summary>
public sealed class NodeAddressTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void It_is_read_as_it_was_written_until_it_is_removed()
    {
        NodeAddress.Read(_folder.FullName).ShouldBeNull();
        var address = new NodeAddress("north", "127.0.0.1", 4039, Environment.ProcessId);
        address.Write(_folder.FullName);
        NodeAddress.Read(_folder.FullName).ShouldBe(address);
        NodeAddress.Remove(_folder.FullName);
        NodeAddress.Read(_folder.FullName).ShouldBeNull();
    }

    [Fact]
    public void A_node_that_died_without_a_word_is_told_from_one_that_runs()
    {
        new NodeAddress("north", "127.0.0.1", 4039, Environment.ProcessId).Runs().ShouldBeTrue();
        new NodeAddress("north", "127.0.0.1", 4039, int.MaxValue).Runs().ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_not_of_its_form_is_told_by_its_name()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "node.json"), "{");
        Should.Throw<InvalidDataException>(() => NodeAddress.Read(_folder.FullName)).Message.ShouldContain("node.json");
    }
}
