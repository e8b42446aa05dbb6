using LabActors.Core.Problems;
using LabActors.Journal.Storage;

namespace LabActors.Node.Tests;

public sealed class NodeFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    [Fact]
    public void A_laboratory_without_a_file_keeps_everything_in_its_data_folder()
    {
        var problems = new List<Problem>();

        NodeFile.Read(_folder.FullName, problems).ShouldBe(NodeFile.None);
        problems.ShouldBeEmpty();
    }

    [Fact]
    public void Journal_and_results_go_where_the_file_says()
    {
        var file = Read("""
            labactors.journal { 
              provider = postgresql
              connection-string = "Host=127.0.0.1;Database=lab"
            }
            """, out var problems);

        problems.ShouldBeEmpty();
        file.Journal.ShouldBe(JournalDatabase.PostgreSql("Host=127.0.0.1;Database=lab"));
        file.Results.ShouldBeNull();
    }

    [Theory]
    [InlineData("labactors.journal.provider = oracle", "labactors.journal.provider", "sqlite or postgresql")]
    [InlineData("labactors.results.provider = postgresql", "labactors.results.connection-string", "connection string")]
    public void What_is_wrong_is_told_with_its_key_and_what_was_expected(string text, string field, string expected)
    {
        Read(text, out var problems);

        var problem = problems.ShouldHaveSingleItem();
        problem.File.ShouldEndWith("node.conf");
        problem.Field.ShouldBe(field);
        problem.Message.ShouldContain(expected);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private NodeFile Read(string text, out List<Problem> problems)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "node.conf"), text);
        problems = [];
        return NodeFile.Read(_folder.FullName, problems);
    }
}
