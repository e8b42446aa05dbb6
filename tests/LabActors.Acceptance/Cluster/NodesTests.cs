using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using LabActors.Acceptance.Execution;
using LabActors.Actors.Operators;
using LabActors.Core.Labs;
using LabActors.Core.Lines;
using LabActors.Core.Operators;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Invariants;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RegistryEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Cluster;

/// <summary>Two nodes of one laboratory: each console shows both, and what the other does.</summary>
public sealed class NodesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_queue_extracts_through_line_and_laser_of_another_node_and_status_tells_of_both_until_one_was_drained_and_has_left()
    {
        var scripts = new TestScripts
        {
            Extraction = """
                def main():
                    get_pressure('bone_micro_ion_controller', 'IG')
                    move_to_position('1')
                    enable()
                    open('A')
                    extract(5, 'watts')
                    execute_pattern('circle', duration=20, block=True)
                    sleep(10)
                    end_extract()
                    open('E')
                    sleep(10)
                    close('A')
                """,
            Measurement = TestScripts.Short,
        };
        var nodes = Nodes(voters: 1, "argus", "felix");
        nodes =
        [
            nodes[0] with { Instruments = [], Sections = ["bone", "minibone"], Devices = ["Fusions CO2", "NMGRL Furnace", "APIS", "Cold Finger", "bone_micro_ion_controller", "microbone_micro_ion_controller", "room sensor"] },
            nodes[1] with { Sections = ["spectrometer"], Devices = ["spectrometer_gauge", "pneumatic gauge"] },
        ];
        await using var argus = await StartAsync("argus", nodes);
        var anna = new OperatorCommands(argus.Node, "", await argus.Node.EnterAsync("anna", OperatorRole.Engineer));
        await using (var felix = await StartAsync("felix", nodes, scripts))
        {
            await Until(argus, lines => lines.Any(l => l.StartsWith("node felix (127.0.0.1:") && l.Contains("): there since ")) && lines.Contains("  Argus: idle"));
            var status = await new OperatorCommands(argus.Node, "Argus", await argus.Node.EnterAsync("anna", OperatorRole.Viewer)).DoAsync("status", []);
            status.Lines[0].ShouldEndWith("): this node, leads");
            status.Lines.ShouldNotContain("Argus: idle", "it is felix's");
            (await anna.DoAsync("pause", [])).Lines.ShouldBe(["this node drives no instrument"]);


            (await felix.RunAsync(TestQueue.Of(TestQueue.Row("12345")))).Ended!.State.ShouldBe("completed");
            var run = felix.Runs().Single();
            run.State.ShouldBe("success");

            // The owner moved its valves under the run's token; the run's node has none of them, and its journal has the commands.
            await argus.HeardAsync();
            var token = TokensOf(felix).Single();
            var opened = argus.Of<ValveActuationRequested>().Select(v => v.Event).Where(v => v.Open).ToArray();
            opened.Select(v => (v.Valve, v.Under)).ShouldBe(
                [("A", new GivenUnder("line:bone", token)), ("E", new GivenUnder("line:minibone", token)), ("C", new GivenUnder("line:bone", token))]);
            opened.ShouldAllBe(v => v.CommandId.StartsWith("felix/" + run.Launched.RunUuid + "/") && v.By == run.Launched.RunId + " on felix");
            argus.Of<FenceRaised>().Select(f => f.Event.Resource).ShouldBe(["line:bone", "device:Fusions CO2", "line:minibone"], ignoreOrder: true);
            felix.Of<ValveActuated>().Select(v => v.Event.Valve).Distinct().ShouldBe(["O", "R"], ignoreOrder: true);
            run.Events.OfType<CommandCompleted>().Count(c => c.Kind == "extraction").ShouldBe(11);

            (run.ScriptEnded("extraction") - run.ScriptStarted("extraction")).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(40), "a pattern that another node's laser runs takes its time here too");
            run.Of<EnvironmentRead>().ShouldAllBe(read => read.Readings.Length == 3 && read.Readings.All(r => r.Quality == "good"));

            // In a simulation the gas comes here: what the other node moved for this one moved here too.
            felix.Of<ReadingTaken>().Last().Event.Intensities["H1"].ShouldBeGreaterThan(100);

            var merged = new LabVerification();
            foreach (var (name, lab) in new[] { ("argus", argus), ("felix", felix) })
                Recorded(lab).SelectMany(e => merged.Next(new MergedEvent(name, e))).ShouldBeEmpty();
            merged.AtEnd().ShouldBeEmpty();

            var viewer = new OperatorCommands(argus.Node, "Argus", await argus.Node.EnterAsync("ben", OperatorRole.Viewer));
            (await viewer.DoAsync("node drain felix", [])).Lines.ShouldBe(["denied: node drain is for role engineer, and ben is viewer"]);
            (await anna.DoAsync("node drain jan", [])).Lines.ShouldBe(["there is no node 'jan'; argus, felix was expected"]);
            (await anna.DoAsync("node drain felix", [])).Lines.ShouldBe(["felix runs for the queues that it was started with, and ends with them: it is stopped where it was started"]);
            felix.Node.Serve();
            (await anna.DoAsync("node drain felix hold # update", [])).Lines.ShouldBe(["felix drains: it launches nothing more, and leaves when what is in flight has ended", "Argus: idle; queue0 completed: all runs done"]);
            await felix.Node.Drained.WaitAsync(Patience);
            var draining = felix.Of<NodeDraining>().ShouldHaveSingleItem().Event;
            (draining.By, draining.Pauses, draining.Why).ShouldBe(("anna at argus", true, "update"));
            (await anna.DoAsync("node drain felix", [])).Lines.ShouldBe(["felix drains already: told by anna at argus, update"]);
        }

        await Until(argus, lines => lines.Any(l => l.StartsWith("node felix (") && l.EndsWith(": drained by anna at argus, update")));
        await Until(argus, _ => argus.Of<NodeDrained>().Any(left => left.Event is { Node: "felix", By: "anna at argus" }));
        (await anna.DoAsync("node drain felix", [])).Lines.ShouldBe(["felix is not there: there is nothing to drain"]);
    }

    [Fact]
    public async Task A_queue_of_another_nodes_instrument_is_not_started_here()
    {
        var nodes = Nodes(voters: 1, "argus", "felix");
        await using var argus = await StartAsync("argus", [nodes[0] with { Instruments = [] }, nodes[1]]);

        var answer = await argus.Node.StartAsync([new SentFile("night.txt", TestQueue.Of(TestQueue.Row("12345")))], "anna");

        answer.Done.ShouldBeFalse();
        answer.Lines[^1].ShouldBe("refused: Argus belongs to the node 'felix', and this is 'argus'");
    }

    [Fact]
    public async Task A_laboratory_with_one_node_has_no_cluster()
    {
        await using var alone = await StartAsync("argus", Nodes(voters: 1, "argus"));
        alone.Node.Cluster.ShouldBeNull();
        await using var unnamed = await StartAsync("node", Nodes(voters: 1, "argus", "felix"));
        unnamed.Node.Cluster.ShouldBeNull("it is none of the laboratory's nodes");
    }

    [Fact]
    public async Task Runs_of_two_nodes_have_the_shared_line_one_after_another_under_one_row_of_tokens()
    {
        var nodes = Nodes(voters: 1, "argus", "felix");
        await using var argus = await StartAsync("argus", nodes);
        await using var felix = await StartAsync("felix", nodes);

        var both = await Task.WhenAll(
            argus.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"))),
            felix.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12348"))));

        both.ShouldAllBe(execution => execution.Ended!.State == "completed");
        argus.Runs().Concat(felix.Runs()).ShouldAllBe(run => run.State == "success");
        TokensOf(argus).Concat(TokensOf(felix)).Order().ShouldBe([1, 2, 3, 4]);
        argus.Of<AliquotReserved>().Concat(felix.Of<AliquotReserved>()).Where(e => e.Event.Identifier == "12345").Select(e => e.Event.Aliquot).Order().ToArray().ShouldBe([1, 2], "one allocator for both");
        ShouldHaveGoneFromHandToHand(argus);
        foreach (var lab in new[] { argus, felix })
        {
            var verification = new LabVerification();
            Recorded(lab).SelectMany(e => verification.Next(new MergedEvent("", e))).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_node_that_is_alone_gives_provisional_aliquots_which_get_their_real_ones_when_it_hears_the_others()
    {
        var nodes = Nodes(voters: 1, "argus", "felix");
        nodes = [nodes[0] with { Instruments = [] }, nodes[1]];
        await using var felix = await StartAsync("felix", nodes, overrides: "labactors.cluster.numbers-patience = 100ms");
        (await felix.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")))).Ended!.State.ShouldBe("completed");
        var launched = felix.Of<RunLaunched>().Select(e => e.Event).ToArray();
        launched.Select(run => run.RunId).ShouldBe(["12345-20001", "12345-20002"]);
        foreach (var run in launched)
            (await felix.Node.WhenSavedAsync(run.RunUuid)).RunId.ShouldBe(run.RunId);

        await using var argus = await StartAsync("argus", nodes);
        await Until(felix, _ => felix.Of<AliquotSettled>().Count() == 2);
        using var limit = new CancellationTokenSource(Patience);
        foreach (var (run, settled) in launched.Zip(["12345-01", "12345-02"]))
        {
            // Saved anew behind the event.
            while ((await felix.Node.WhenSavedAsync(run.RunUuid, limit.Token)).RunId != settled)
                await Task.Delay(20, limit.Token);
        }

        felix.Of<AliquotSettled>().Select(e => (e.Event.Was, e.Event.Aliquot)).ShouldBe([("12345-20001", 1), ("12345-20002", 2)]);
        (await felix.Node.AnalysisAsync(launched[0].RunUuid)).Log.Select(line => line.Text).ShouldContain("12345-20001 was a provisional number: the run is 12345-01 from here");
    }

    [Fact]
    public async Task What_a_dead_node_holds_is_taken_over_and_its_run_ends_when_it_is_back()
    {
        var nodes = Nodes(voters: 1, "argus", "felix");
        var folder = Directory.CreateTempSubdirectory("labactors-");
        await using var argus = await StartAsync("argus", nodes);
        var anna = new OperatorCommands(argus.Node, "Argus", await argus.Node.EnterAsync("anna", OperatorRole.Engineer));
        await using (var felix = await StartAsync("felix", nodes, overrides: TestLaboratory.Killable, folder: folder.FullName))
        {
            await Until(argus, lines => lines.Any(l => l.StartsWith("node felix (") && l.Contains("): there since ")));
            (await anna.DoAsync("take-over felix", [])).Lines.ShouldBe(["felix is not lost: what it holds is its own to give back"]);
            var died = new TaskCompletionSource();
            felix.On<PointOfNoReturnPassed>(_ => true, _ => died.TrySetResult());
            _ = felix.RunAsync(TestQueue.Of(TestQueue.Row("12345")));
            await died.Task.WaitAsync(Patience);
            await felix.KillAsync();
            await felix.Node.Cluster!.DisposeAsync();
        }

        // It is gone, and holds the line still.
        CommandAnswer taken = CommandAnswer.No("");
        using (var limit = new CancellationTokenSource(Patience))
        {
            while (!(taken = await anna.DoAsync("take-over felix # looked at", [])).Done)
            {
                limit.IsCancellationRequested.ShouldBeFalse(string.Join('\n', taken.Lines));
                await Task.Delay(200, CancellationToken.None);
            }
        }

        taken.Lines[0].ShouldStartWith("what felix held has expired: ");
        taken.Lines[0].ShouldContain("line:bone");
        (await argus.RunAsync(TestQueue.Of(TestQueue.Row("12346")))).Ended!.State.ShouldBe("completed");

        await using (var again = await StartAsync("felix", nodes, folder: folder.FullName))
        {
            await again.EndAsync();
            var lost = again.Of<RunLeaseLost>().ShouldHaveSingleItem().Event;
            lost.Why.ShouldStartWith("its lease of ");
            lost.Resources.ShouldContain("line:bone");
            lost.Why.ShouldEndWith(" by anna, while the node was away");
            var ended = again.Of<RunFinished>().First().Event;
            (ended.State, ended.Cause).ShouldBe(("interrupted", lost.Why));
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Another_authority_goes_on_where_the_one_before_has_left()
    {
        var nodes = Nodes(voters: 3, "argus", "felix", "jan");
        await using var felix = await StartAsync("felix", nodes);
        await using var jan = await StartAsync("jan", nodes);
        await using (var argus = await StartAsync("argus", nodes))
        {
            await Until(argus, lines => lines.Count(l => l.Contains("): there since")) == 2);
            (await argus.RunAsync(TestQueue.Of(TestQueue.Row("12345")))).Ended!.State.ShouldBe("completed");
            TokensOf(argus).ShouldBe([1]);
        }

        await Until(felix, lines => lines.Any(l => l.StartsWith("node argus (") && l.EndsWith("): not there")));
        (await felix.RunAsync(TestQueue.Of(TestQueue.Row("12346")))).Ended!.State.ShouldBe("completed");
        TokensOf(felix).ShouldBe([2], "the new authority knows what the old one gave");
        ShouldHaveGoneFromHandToHand(jan);
    }

    private static IEnumerable<RecordedEvent> Recorded(TestLaboratory lab) => lab.Events.Select((e, i) => new RecordedEvent(i + 1, e.PersistenceId, e.SequenceNr, e.Event));

    private static IEnumerable<long> TokensOf(TestLaboratory lab) => lab.Of<SharedLeaseObtained>().Where(e => e.Event.Resources.Contains("line:bone")).Select(e => e.Event.Token);

    /// <summary>As a voter saw it: nobody has a thing before the one who had it has given it back.</summary>
    private static void ShouldHaveGoneFromHandToHand(TestLaboratory voter)
    {
        var states = voter.Of<SharedLeasesAccepted>().Select(e => e.Event.Leases).ToArray();
        states.Length.ShouldBeGreaterThan(3);
        foreach (var (before, after) in states.Zip(states.Skip(1)))
        {
            after.Index.ShouldBeGreaterThan(before.Index);
            foreach (var (resource, was) in before.Holdings.Where(h => after.Holdings.GetValueOrDefault(h.Key) is { } now && now.Holder != h.Value.Holder))
                after.Returns[resource].Holder.ShouldBe(was.Holder);
        }
    }

    private static Task<TestLaboratory> StartAsync(string name, ImmutableArray<NodeDefinition> nodes, TestScripts? scripts = null, string overrides = "", string? folder = null) =>
        TestLaboratory.StartAsync(scripts, folder: folder, durable: folder is not null, overrides: overrides, options: given => given with { Name = name, Lab = given.Lab with { Nodes = nodes }, Listen = new DnsEndPoint("127.0.0.1", 0) });

    /// <summary>Nodes on ports that were free; each has an instrument on the same line.</summary>
    private static ImmutableArray<NodeDefinition> Nodes(int voters, params string[] names)
    {
        var taken = names.Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(taken, listener => listener.Start());
        ImmutableArray<NodeDefinition> nodes =
            [.. names.Zip(taken, (name, listener) => new NodeDefinition(name, "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Voter: Array.IndexOf(names, name) < voters, ["Argus"], [], []))];
        Array.ForEach(taken, listener => listener.Stop());
        return nodes;
    }

    private static async Task Until(TestLaboratory laboratory, Func<ImmutableArray<string>, bool> tells)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!tells(laboratory.Node.NodeLines))
        {
            limit.IsCancellationRequested.ShouldBeFalse(string.Join('\n', laboratory.Node.NodeLines));
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
