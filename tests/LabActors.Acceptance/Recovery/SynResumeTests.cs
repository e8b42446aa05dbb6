using System.Collections.Immutable;
using LabActors.Acceptance.Execution;
using LabActors.Node.Torture;

namespace LabActors.Acceptance.Recovery;

/// <summary>A measurement during extraction that the death of the node cuts off goes on as every other.</summary>
public sealed class SynResumeTests
{
    private const string Block = """
        def main():
            activate_detectors('H1', 'AX', 'CDD')
            position_magnet('Ar40', 'H1')
            sniff(ncounts=3, block=False)
            sleep(2)
            baselines(ncounts=3, mass=39.5, detector='H1', settling_time=2, integration_time=1.048576)
        """;

    private static readonly string[] Edges = ["syn-spectrometer-obtained", "syn-extraction-started", "syn-extraction-ended", "series 2 count 2"];

    [Fact]
    public async Task Wherever_the_node_dies_the_blocks_come_out_the_same()
    {
        var scripts = new TestScripts { Files = [("scripts/measurement/blocks.py", Block)], Measurement = TestScripts.Short.Replace("eqtime=eqtime", "eqtime=2", StringComparison.Ordinal) };
        var queue = TestQueue.Of(0, 0, 0, 0, $"{TestQueue.Row("24701", "1,5", 5)}\t", $"{TestQueue.Row("24702", duration: 70)}\tblocks")
            .Replace("\tdelay_after\n", "\tdelay_after\tsyn_extraction\n", StringComparison.Ordinal);
        using var cut = await CutQueue.RunAsync(scripts, queue, traced: true);

        var during = cut.Reference.Cuts.SkipWhile(c => !c.Last.Contains("syn-extraction-planned", StringComparison.Ordinal))
            .TakeWhile(c => !c.Last.Contains("run.step-ended.v1 measurement", StringComparison.Ordinal)).ToImmutableArray();
        during.Count(c => c.Last.Contains("syn_extraction", StringComparison.Ordinal)).ShouldBeGreaterThan(20, string.Join('\n', during.Select(c => c.ToString())));
        await cut.ShouldComeOutTheSameAsync(during.Where((c, i) => i % 8 == 3 || IsAtAnEdge(c)));

        static bool IsAtAnEdge(Cut c) => Edges.Any(e => c.Last.Contains(e, StringComparison.Ordinal));
    }
}
