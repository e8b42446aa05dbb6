using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Node.Simulation;
using LabActors.Node.Simulation.Serving;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Node.Tests.Simulation.Serving;

/// <summary>The demo laboratory with its valves behind Pychron's valve server, reached from outside.</summary>
public sealed class ServedLaboratoryTests : IDisposable
{
    private static readonly LabDefinition Lab = Served(LabFile.Read(File.ReadAllText(LabPath), LabPath).Lab!);

    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(30));
    private readonly string _data = Directory.CreateTempSubdirectory("labactors-").FullName;

    private static string LabPath => Path.Combine(SourceTree.DemoLab, "lab.yaml");

    public void Dispose()
    {
        _limit.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Devices_are_reached_on_this_computer_only_and_what_they_did_outlives_the_simulator()
    {
        await using (var served = await StartAsync())
        {
            served.Redirection.Ports.ShouldHaveSingleItem().Host.ShouldBe("127.0.0.1");
            served.Redirection.Apply(Lab).Ports[0].Simulated.ShouldBeTrue();
            served.DevicesOf(served.Redirection.Ports[0]).ShouldBe(["switch_controller"]);

            (await AskAsync(served, "Open W")).ShouldBe("OK");
            (await AskAsync(served, "GetValveState W")).ShouldBe("True");
            (await Should.ThrowAsync<SimulationInUseException>(() => StartAsync())).Message.ShouldContain("another node has this simulated laboratory");
        }

        SimulationStore.Peek(_data)!.OpenValves.ShouldBe(["W"]);
        await using var again = await StartAsync();
        (await AskAsync(again, "GetValveState W")).ShouldBe("True");
    }

    [Fact]
    public async Task Programs_inject_faults_and_read_the_hidden_truth()
    {
        await using var served = await StartAsync();
        using var control = new TcpClient();
        await control.ConnectAsync("127.0.0.1", served.Redirection.Control, _limit.Token);
        using var reader = new StreamReader(control.GetStream());

        (await Do("""{"fault": {"device": "switch_controller", "kind": "locked", "part": "W", "for_s": 3600}}""")).ShouldBe("""{"ok":true,"fault":"switch_controller locked part=W for_s=3600"}""");
        (await AskAsync(served, "Open W")).ShouldNotBe("OK");
        (await Do("""{"faults": {}}""")).ShouldBe("""{"ok":true,"faults":["switch_controller locked part=W for_s=3600"]}""");
        (await Do("""{"mend": {"device": "switch_controller"}}""")).ShouldBe("""{"ok":true,"mended":1}""");
        (await AskAsync(served, "Open W")).ShouldBe("OK");
        var truth = JsonNode.Parse(await Do("""{"truth": {}}"""))!["truth"]!;
        truth["devices"]!["switch_controller"]!["valve W"]!.ToString().ShouldBe("open");
        truth["laboratory"]!["valves"]!["W"]!.GetValue<bool>().ShouldBeTrue();
        (await Do("""{"truth": {"device": "switch_controller"}}""")).ShouldContain("\"valve W\":\"open\"");
        (await Do("""{"fault": {"name": "typed"}}""")).ShouldBe("""{"ok":true,"fault":"switch_controller silent"}""");

        (await Do("""{"fault": {"name": "what"}}""")).ShouldContain("found 'what', expected the name of a fault of the file: typed");
        (await Do("""{"fault": {"device": "switch_controller", "kind": "frozen"}}""")).ShouldContain("found frozen, expected a fault that 'switch_controller' can have");
        (await Do("""{"mend": {"device": "oven"}}""")).ShouldContain("there is no such device, only switch_controller");
        (await Do("{")).ShouldStartWith("""{"ok":false,"problems":["not JSON: """);
        (await Do("[]")).ShouldContain("found no object");
        (await Do("""{"truth": {}, "faults": {}}""")).ShouldContain("found another request");
        served.Desk.Quit.IsCompleted.ShouldBeFalse();
        (await Do("""{"quit": {}}""")).ShouldBe("""{"ok":true,"quit":true}""");
        await served.Desk.Quit.WaitAsync(_limit.Token);

        async Task<string> Do(string request)
        {
            await control.GetStream().WriteAsync(Encoding.UTF8.GetBytes(request + "\n"), _limit.Token);
            return (await reader.ReadLineAsync(_limit.Token)).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_plan_that_the_devices_cannot_follow_is_refused_and_leaves_the_folder_free()
    {
        var plan = new FaultPlan("faults.yaml", [new PlannedFault(FaultKinds.Find("frozen")!) { Device = "switch_controller", Line = 2 }]);

        await Should.ThrowAsync<FaultsRefusedException>(() => ServedLaboratory.StartAsync(Lab, _data, 1, 1, plan, _ => { }));

        await (await StartAsync()).DisposeAsync();
    }

    [Theory]
    [InlineData("fault valve box silent", """{"fault":{"device":"valve box","kind":"silent"}}""")]
    [InlineData("fault usb link-down for_s=3", """{"fault":{"port":"usb","kind":"link-down","for_s":"3"}}""")]
    [InlineData("fault bone sagging-tank value=0.5", """{"fault":{"volume":"bone","kind":"sagging-tank","value":"0.5"}}""")]
    [InlineData("fault valve box refused text=E 12 request=a=b", """{"fault":{"device":"valve box","kind":"refused","text":"E 12","request":"a=b"}}""")]
    [InlineData("fault late once", """{"fault":{"name":"late once"}}""")]
    [InlineData("mend valve box", """{"mend":{"device":"valve box"}}""")]
    [InlineData("truth", """{"truth":{}}""")]
    [InlineData(" truth  valve   box ", """{"truth":{"device":"valve box"}}""")]
    [InlineData("faults", """{"faults":{}}""")]
    [InlineData("quit", """{"quit":{}}""")]
    [InlineData("fault valve box silent soon", null)]
    [InlineData("fault silent", null)]
    [InlineData("fault", null)]
    [InlineData("mend", null)]
    [InlineData("help", null)]
    public void Words_are_the_requests_of_programs(string typed, string? request)
    {
        var lab = Lab with { Ports = [new PortDefinition("usb", PortKind.Serial)], Devices = [new DeviceDefinition("valve box", "proxr", "usb")] };

        new SimulatorWords(lab).Read(typed)?.ToJsonString().ShouldBe(request);
    }

    [Theory]
    [InlineData("""{"ok":true,"fault":"a silent"}""", "begun: a silent")]
    [InlineData("""{"ok":true,"mended":2}""", "mended: 2")]
    [InlineData("""{"ok":true,"faults":[]}""", "there are no faults")]
    [InlineData("""{"ok":true,"faults":["a silent","b late"]}""", "a silent|b late")]
    [InlineData("""{"ok":true,"truth":{"a":{"b":"1","c":[1,2]},"d":null}}""", "a: b: 1|a: c: 1, 2")]
    [InlineData("""{"ok":false,"problems":["one","two"]}""", "refused: one|refused: two")]
    public void Answers_are_lines(string answer, string lines) => SimulatorWords.Lines(JsonNode.Parse(answer)!.AsObject()).ShouldBe(lines.Split('|'));

    private static LabDefinition Served(LabDefinition demo) => demo with
    {
        Ports = [new PortDefinition("net", PortKind.Tcp) { Host = "192.0.2.1", Number = 1061 }],
        Devices = [new DeviceDefinition("switch_controller", "pychron-valves", "net")],
        Valves = [.. demo.Valves.Select(v => v with { Device = "switch_controller", Address = v.Name })],
    };

    private Task<ServedLaboratory> StartAsync() => ServedLaboratory.StartAsync(
        Lab, _data, 1, 1, new FaultPlan("faults.yaml", [new PlannedFault(FaultKinds.Find("silent")!) { Name = "typed", Device = "switch_controller" }]), _ => { });

    // A connection for each request, as Pychron's server has it.
    private async Task<string> AskAsync(ServedLaboratory served, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", served.Redirection.Ports[0].Number, _limit.Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), _limit.Token);
        using var reader = new StreamReader(client.GetStream());
        return (await reader.ReadToEndAsync(_limit.Token)).Trim();
    }
}
