using System.Diagnostics;
using LabActors.Core.Labs;
using YamlDotNet.RepresentationModel;

namespace LabActors.Console.Tests;

/// <summary>The files of <c>docker/</c>, as far as can be told without an engine.</summary>
public sealed class DockerTests
{
    [UnixFact]
    public async Task The_check_finds_nothing_wrong_and_says_what_it_could_not_check()
    {
        using var check = Process.Start(new ProcessStartInfo("python3", ["-S", "-E", Path.Combine(Repository.Root, "docker", "check")]) { RedirectStandardOutput = true })!;
        var said = await check.StandardOutput.ReadToEndAsync();
        await check.WaitForExitAsync();
        check.ExitCode.ShouldBe(0, said);
        said.ShouldContain("not checked: that the image builds and its containers run");
    }

    [Fact]
    public void Each_node_of_the_example_is_a_service_at_its_address_and_whatever_a_service_names_is_defined()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Repository.Read("docker/compose.yaml")));
        var compose = (YamlMappingNode)yaml.Documents[0].RootNode;
        var (services, volumes) = (Map(compose, "services"), Map(compose, "volumes").Children.Keys.Select(key => key.ToString()).ToHashSet());
        var path = Path.Combine(Repository.Root, "examples", "three-nodes", "lab.yaml");
        foreach (var node in LabFile.Read(File.ReadAllText(path), path).Lab.ShouldNotBeNull().Nodes)
        {
            var service = Map(services, node.Name);
            Words(service, "command").ShouldBe(["node", "--node", node.Name, "--lab", "/lab", "--data", "/data", "--listen", node.Host]);
            Map(Map(service, "networks"), "lab").Children["ipv4_address"].ToString().ShouldBe(node.Host);
            node.Port.ShouldBe(NodeDefinition.DefaultPort);
        }

        foreach (var volume in services.Children.Values.OfType<YamlMappingNode>().SelectMany(service => Words(service, "volumes")))
            volumes.ShouldContain(volume.Split(':')[0]);
    }

    private static YamlMappingNode Map(YamlMappingNode of, string key) => of.Children[key].ShouldBeOfType<YamlMappingNode>();

    private static string[] Words(YamlMappingNode of, string key) => of.Children.TryGetValue(key, out var words) ? [.. ((YamlSequenceNode)words).Select(word => word.ToString())] : [];
}
