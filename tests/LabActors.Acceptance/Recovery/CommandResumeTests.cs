using System.Collections.Immutable;
using LabActors.Acceptance.Execution;
using LabActors.Node.Torture;

namespace LabActors.Acceptance.Recovery;

/// <summary>Commands that carry a state of their own while they are under way: whiffs, actions of conditionals, cold traps.</summary>
public sealed class CommandResumeTests
{
    [Fact]
    public async Task A_whiff_an_action_and_a_cold_trap_go_on_where_the_node_died()
    {
        var scripts = new TestScripts
        {
            Extraction = "def main():\n    open('D')\n    set_cryo('freeze', block=2)\n    close('D')\n",
            Measurement = """
                def look():
                    open('C')
                    sleep(1)
                    close('C')

                def main():
                    activate_detectors('H1', 'AX', 'CDD')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=2, inlet='R', outlet='O', delay=0)
                    set_time_zero()
                    word = whiff(4, conditionals=[{'attr': 'Ar40', 'teststr': 'Ar40<-1000', 'action': 'none'},
                                                  {'attr': 'Ar40', 'teststr': 'Ar40>-1000', 'start': 2, 'action': 'run'}])
                    info('the whiff says {}'.format(word))
                    add_action('Ar40', 'Ar40.cur>-1000', start_count=2, frequency=3, ntrips=1, action=look, resume=True)
                    multicollect(ncounts=5, integration_time=1.048576)
                """,
        };
        using var cut = await CutQueue.RunAsync(scripts, TestQueue.Of(0, 0, 0, 0, TestQueue.Row("12345")));

        var cuts = cut.Reference.Cuts;
        ImmutableArray<Cut> chosen =
        [
            .. cut.After("extraction 2 set_cryo").Take(1),
            .. Within("whiff", "series 1 ", 2),
            .. Within("action", "call-back-made", 1),
            .. Within("action", "sleep", 1),
        ];
        chosen.Length.ShouldBeGreaterThanOrEqualTo(5, string.Join('\n', cuts));
        await cut.ShouldComeOutTheSameAsync(chosen);

        IEnumerable<Cut> Within(string what, string words, int most) => cuts
            .SkipWhile(c => !c.Last.Contains(what == "whiff" ? "whiff" : "multicollect", StringComparison.Ordinal))
            .Where(c => c.Last.Contains(words, StringComparison.Ordinal) && c.Changes == 0).Take(most);
    }
}
