using LabActors.Acceptance.Examples;
using LabActors.Actors.Lines;
using LabActors.Actors.Operators;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Console;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using LabActors.Node;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation.Serving;

namespace LabActors.Acceptance.Operators;

/// <summary>Commands that open a laboratory's devices by themselves, beside a node that has them open: they ask the node.</summary>
public sealed class BesideANodeTests : IDisposable
{
    private const string Text = """
        version: 1
        name: Beside
        ports:
          - {name: valve box, kind: serial, path: /dev/ttyUSB0, baud: 19200}
          - {name: spare, kind: tcp, host: 192.0.2.40, port: 2101}
        devices:
          - {name: box, driver: agilent-34970a, port: valve box, settings: {invert: true}}
          - {name: board, driver: proxr, port: spare}
        sections: [{name: bone}]
        volumes: [{name: bone, cm3: 120, section: bone}]
        valves:
          - {name: C, description: Bone to Turbo, section: bone, device: box, address: '301'}
        simulation:
          lambda_k_per_a: 5.463e-10
          gases: {air: {Ar40: 298.56, Ar38: 0.1885, Ar36: 1}}
          trapped: air
          production: {Ca3637: 2.7e-4, Ca3937: 7.0e-4, Ca3837: 1.96e-5, K3839: 1.3e-2, K4039: 1.0e-3, Ca_K: 1.96}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Doctor_device_and_line_ask_the_node()
    {
        var data = Path.Combine(_folder, "data");
        await File.WriteAllTextAsync(Path.Combine(_folder, "lab.yaml"), Text);
        var lab = LabFile.Read(Text, "lab.yaml").Lab.ShouldNotBeNull();
        var problems = new List<Problem>();
        var python = PythonRuntime.Find(problems).ShouldNotBeNull(string.Join('\n', problems));
        await using var served = await ServedLaboratory.StartAsync(lab, Path.Combine(_folder, "instruments"), 1, 1, FaultPlan.None, _ => { });
        await using var node = await LabNode.StartAsync(new NodeOptions(served.Redirection.Apply(lab), "", new ScriptFiles(Path.Combine(_folder, "scripts")), data, python)
        {
            Wires = WireUse.Ports,
            Pace = ClockPace.Times(1),
            LabFolder = _folder,
        });
        node.BeginListening();
        await node.ListeningAsync();
        node.Serve();
        await ((IOperatedLab)node).TellLineAsync(new ExtractionLineProtocol.GetLine());
        Task<(int Code, string Output, string Error)> LabAsync(params string[] words) => Commands.RunAsync([.. words, "--lab", _folder, "--data", data]);

        var doctor = await LabAsync("doctor", "--json");
        doctor.Error.ShouldContain($"a node runs on {data}: it tells of the ports, and asks the devices");
        doctor.Output.ShouldContain("\"kind\":\"computer\",\"name\":\"Python\",\"health\":\"good\"");
        doctor.Output.ShouldContain("\"kind\":\"port\",\"name\":\"valve box\",\"health\":\"good\"", Case.Sensitive, doctor.Output);
        doctor.Output.ShouldContain("(simulated): open in the node\"");
        doctor.Output.ShouldContain("agilent-34970a: HEWLETT-PACKARD,34970A,0,13-2-2");
        doctor.Output.ShouldContain("proxr: a ProXR board, which has no name", Case.Sensitive, "its port is opened for the question");
        doctor.Output.Split('\n').Single(l => l.Contains("\"device\",\"name\":\"box\"", StringComparison.Ordinal)).ShouldNotContain("\"round_trip_ms\":null");
        doctor.Code.ShouldNotBe(ExitCodes.Unavailable);

        var trace = await LabAsync("device", "box", "trace");
        trace.Code.ShouldBe(ExitCodes.Completed, trace.Error);
        trace.Error.ShouldContain($"a node runs on {data}: it is asked");
        trace.Output.ShouldContain("read 301: answered");
        (await LabAsync("device", "box")).Output.ShouldContain("box: agilent-34970a on valve box");
        (await LabAsync("line")).Output.ShouldContain("C      Bone to Turbo  -     closed (simulated)");
    }
}
