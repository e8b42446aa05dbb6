namespace LabActors.Node.Tests;

public sealed class DataFolderNodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_one_nodes_and_no_others()
    {
        DataFolderNode.Of(_folder).ShouldBe("");
        DataFolderNode.Claim(_folder, "felix").ShouldBe("");
        DataFolderNode.Claim(_folder, "felix").ShouldBe("");
        DataFolderNode.Claim(_folder, "jan").ShouldBe("this is the data folder of the node 'felix', and 'jan' was asked for");
        DataFolderNode.Of(_folder).ShouldBe("felix");
    }
}
