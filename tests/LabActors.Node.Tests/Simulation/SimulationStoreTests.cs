using LabActors.Core.Labs;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.State;

namespace LabActors.Node.Tests.Simulation;

/// <summary>The simulated laboratory's own store.</summary>
public sealed class SimulationStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;
    private readonly List<string> _told = [];
    private readonly SimulatedLaboratory _laboratory;

    public SimulationStoreTests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LabActors.sln")))
            folder = folder.Parent;
        var path = Path.Combine(folder.ShouldNotBeNull().FullName, "examples", "demo-lab", "lab.yaml");
        var lab = LabFile.Read(File.ReadAllText(path), path).Lab.ShouldNotBeNull();
        _laboratory = new SimulatedLaboratory(lab, lab.Simulation.ShouldNotBeNull(), 1, new Standing());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_change_is_in_the_store_before_it_is_answered()
    {
        using (var store = Open())
        {
            store.Kept.ShouldBeNull();
            _laboratory.KeepBy(store.Keep);
            _laboratory.Line.OpenValve("W");
            _laboratory.ExtractionDevices["Fusions CO2"].Enable();
            _laboratory.Spectrometers["Argus"].PositionMagnet(5.5);
        }

        using var again = Open();

        Same(again.Kept.ShouldNotBeNull(), _laboratory.Snapshot());
        again.Kept!.OpenValves.ShouldBe(["W"]);
        _told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void A_write_that_was_cut_off_leaves_the_state_before_it(double written)
    {
        SimulationState before;
        using (var store = Open())
        {
            _laboratory.KeepBy(store.Keep);
            _laboratory.Line.OpenValve("W");
            before = _laboratory.Snapshot();
            _laboratory.Line.OpenValve("A");
        }

        // The newest of the two files, as if the process had been killed in the middle of its write over an older state.
        var newest = new DirectoryInfo(_folder).GetFiles("simulation-*.json").Single(f => File.ReadAllText(f.FullName).Contains("\"number\":3,", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(newest.FullName);
        Array.Fill(bytes, (byte)'x', (int)(bytes.Length * written), bytes.Length - (int)(bytes.Length * written));
        File.WriteAllBytes(newest.FullName, bytes);

        using var again = Open();
        Same(again.Kept.ShouldNotBeNull(), before);

        // The next state goes over the broken one, not over the only one that is whole.
        _laboratory.KeepBy(again.Keep);
        again.Dispose();
        using var third = Open();
        Same(third.Kept.ShouldNotBeNull(), _laboratory.Snapshot());
    }

    [Fact]
    public void A_store_of_which_nothing_is_left_is_told_and_never_taken_for_a_new_laboratory()
    {
        using (var store = Open())
            _laboratory.KeepBy(store.Keep);
        foreach (var file in Directory.GetFiles(_folder))
            File.WriteAllText(file, "{");

        Should.Throw<InvalidDataException>(Open).Message.ShouldContain("use another data folder");
    }

    [Fact]
    public void Two_nodes_never_have_one_laboratory()
    {
        using (Open())
            Should.Throw<SimulationInUseException>(Open).Message.ShouldContain("another node has this simulated laboratory");
        Open().Dispose();
    }

    private SimulationStore Open() => SimulationStore.Open(_folder, _told.Add);

    private static void Same(SimulationState found, SimulationState expected) =>
        System.Text.Json.JsonSerializer.Serialize(found).ShouldBe(System.Text.Json.JsonSerializer.Serialize(expected));

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
