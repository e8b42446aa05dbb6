using LabActors.Acceptance.Examples;
using LabActors.Console.Tests;
using LabActors.Console.Torture;
using LabActors.Node.Checks;
using Xunit.Abstractions;

namespace LabActors.Acceptance.Cluster;

/// <summary>Three real processes of one laboratory, as <c>lab torture --cluster</c> starts them: with certificates, each in a network of its own, where the machine allows it; else on loopback addresses, where nothing is cut.</summary>
public sealed class ClusterTortureTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("labactors-");

    private static string Example => Path.Combine(DemoLaboratory.Folder, "..", "three-nodes");

    public void Dispose() => _folder.Delete(recursive: true);

    [UnixFact]
    public async Task A_killed_leader_a_network_that_is_cut_and_a_process_that_stands_still_cost_no_run()
    {
        // One run of each node, and a plan that is over soon.
        foreach (var file in Directory.EnumerateFiles(Example, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder.FullName, Path.GetRelativePath(Example, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        foreach (var queue in Directory.EnumerateFiles(Path.Combine(_folder.FullName, "queues")))
            File.WriteAllLines(queue, File.ReadAllLines(queue)[..^2]);
        var seed = Enumerable.Range(1, 100_000).First(IsSoonOver);
        output.WriteLine($"seed {seed}");

        var (code, said, error) = await Commands.RunAsync("torture", "--cluster", "--trials", "1", "--seed", $"{seed}", "--lab", _folder.FullName);
        output.WriteLine(said);
        code.ShouldBe(0, said + error);
    }

    [Fact]
    public async Task The_queues_of_the_example_are_accepted()
    {
        foreach (var queue in Directory.EnumerateFiles(Path.Combine(Example, "queues")))
        {
            var check = await ExperimentCheck.RunAsync(new CheckRequest([queue], Example, Path.Combine(Example, "scripts")), CancellationToken.None);
            check.Problems.ShouldBeEmpty();
        }
    }

    private static bool IsSoonOver(int seed)
    {
        var plan = FaultPlan.Draw(seed, 1, network: true);
        return plan.All(fault => fault.At < TimeSpan.FromSeconds(6) && fault.At + fault.Lasts < TimeSpan.FromSeconds(12))
            && plan.Any(fault => fault is { Kind: FaultKind.Kill, Target: FaultTarget.Leader })
            && plan.Any(fault => fault.Kind == FaultKind.Stop)
            && plan.Any(fault => fault.Kind == FaultKind.Cut);
    }
}
