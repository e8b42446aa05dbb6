using LabActors.Core.Identifiers;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Queues;

public sealed class QueueFileTests
{
    private const string Header = "\nusername: root\nmass_spectrometer: Felix\nextract_device: Fusions Diode\nload: F0033\n#=====\n";

    [Fact]
    public void A_bad_row_never_takes_another_with_it()
    {
        var result = QueueFile.Read(Header + "labnumber\tduration\n1\t10\n2\tten\n3\t30\n", "q.txt");

        result.Readable.Runs.Select(run => run.Labnumber).ShouldBe(["1", "3"]);
        result.Queue.ShouldBeNull();
        result.Problems.ShouldBe([new Problem("q.txt", 9, 3, "found \"ten\"; expected a number", Field: "duration")]);
    }

    [Fact]
    public void All_problems_of_a_file_are_told_at_once_by_line_and_column()
    {
        var text = "load: 1\ndelay_after_air: soon\nuse_email: maybe\n#=====\nlabnumber\tduration\te_value\tcolour\n"
            + "#1\tx\t 1,000\n61312--3\t1\t2\n4\t\t\n";

        var result = QueueFile.Read(text, "q.txt");

        result.Problems.Select(problem => (problem.Line, problem.Column, problem.Field, problem.Severity)).ShouldBe(
        [
            (2, 18, "delay_after_air", ProblemSeverity.Error),
            (3, 12, "use_email", ProblemSeverity.Warning),
            (5, 28, "colour", ProblemSeverity.Warning),
            (6, 4, "duration", ProblemSeverity.Error),
            (6, 7, "e_value", ProblemSeverity.Error),
            (7, 1, "labnumber", ProblemSeverity.Error),
        ]);
        result.Readable.Runs.Select(run => run.Labnumber).ShouldBe(["4"]);
    }

    [Fact]
    public void A_header_that_is_not_yaml_is_an_error_with_its_place_and_the_rows_are_still_checked()
    {
        var result = QueueFile.Read("username: root\nnote: see: page 3\n#=====\nlabnumber\tweight\n1\theavy\n", "q.txt");

        result.Problems.Select(problem => problem.Line).ShouldBe([2, 5]);
        result.Problems.ShouldAllBe(problem => problem.IsError);
        result.Problems[0].Column.ShouldBeGreaterThan(1);
        result.Queue.ShouldBeNull();
    }

    [Theory]
    [InlineData("*foo")]
    [InlineData("' a'*b")]
    [InlineData("!!] x")]
    [InlineData("[a")]
    [InlineData("@home")]
    public void A_header_that_trips_the_yaml_parser_is_told_by_its_line(string note)
    {
        var result = QueueFile.Read($"username: root\nnote: {note}\n#=====\nlabnumber\n1\n", "q.txt");

        result.Problems.ShouldHaveSingleItem().Line.ShouldBeInRange(2, 3);
        result.Queue.ShouldBeNull();
    }

    [Theory]
    [InlineData("0012")]
    [InlineData("no")]
    [InlineData("null")]
    [InlineData("1.50")]
    [InlineData("1_000")]
    [InlineData("1:30")]
    [InlineData("2016-04-16")]
    public void Header_texts_are_texts(string load)
    {
        var result = QueueFile.Read($"load: {load}\n#=====\nlabnumber\n1\n", "q.txt");

        result.Queue!.LoadName.ShouldBe(load);
        result.Queue.Runs[0].LoadName.ShouldBe(load);
        QueueFile.Read(QueueFile.Write(result.Queue), "q.txt").Queue!.LoadName.ShouldBe(load);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30.9", 30)]
    [InlineData("-5", -5)]
    [InlineData("010", 10)]
    [InlineData("\"15\"", 15)]
    [InlineData("1:30", 90)]
    [InlineData("", 1)]
    [InlineData("null", 1)]
    public void Header_delays_are_whole_seconds(string written, int seconds) =>
        QueueFile.Read($"delay_between_analyses: {written}\n#=====\nlabnumber\n", "q.txt").Queue!.DelayBetweenAnalyses.ShouldBe(seconds);

    [Theory]
    [InlineData("soon")]
    [InlineData("1e3")]
    [InlineData("\"30.5\"")]
    [InlineData("[1, 2]")]
    [InlineData("99999999999")]
    [InlineData(".nan")]
    public void A_delay_that_is_no_number_of_seconds_is_an_error(string written) =>
        QueueFile.Read($"delay_between_analyses: {written}\n#=====\nlabnumber\n", "q.txt").Problems
            .ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                problem => problem.IsError.ShouldBeTrue(),
                problem => (problem.Line, problem.Column, problem.Field).ShouldBe((1, 25, "delay_between_analyses")));

    [Fact]
    public void A_copy_of_the_dvc_begins_with_the_path_of_its_original()
    {
        var queue = QueueFile.Read("/home/lab/experiments/load 12.txt\n" + Header + "labnumber\n1\n", "copy").Queue;

        queue!.Username.ShouldBe("root");
        queue.Runs.ShouldHaveSingleItem().Row.ShouldBe(9);
    }

    [Fact]
    public void A_file_with_windows_line_ends_and_a_byte_order_mark_reads_the_same()
    {
        var text = Header + "labnumber\tposition\tcomment\n1\t4\ta b\n#2\t5\t\n";

        var windows = QueueFile.Read("\uFEFF" + text.Replace("\n", "\r\n"), "q.txt");

        windows.Problems.ShouldBeEmpty();
        windows.Queue!.Runs.ShouldBe(QueueFile.Read(text, "q.txt").Queue!.Runs);
    }

    [Fact]
    public void A_second_queue_in_the_file_is_an_error_and_the_first_is_still_read()
    {
        var result = QueueFile.Read(Header + "labnumber\n1\n" + new string('*', 80) + "\nusername: root\n", "q.txt");

        result.Readable.Runs.ShouldHaveSingleItem();
        result.Problems.ShouldHaveSingleItem().Line.ShouldBe(9);
    }

    [Fact]
    public void The_column_of_2016_for_repositories_is_understood() =>
        QueueFile.Read(Header + "labnumber\texperiment_identifier\n1\tLunar\n", "q.txt").Queue!.Runs[0].RepositoryIdentifier.ShouldBe("Lunar");

    [Fact]
    public void Disabling_between_positions_and_ending_after_a_run_survive_a_save()
    {
        var queue = new ExperimentQueue
        {
            MassSpectrometer = "Felix",
            ExtractDevice = "Fusions Diode",
            Runs = [new RunSpec { Labnumber = "1", DisableBetweenPositions = true }, new RunSpec { Labnumber = "2", EndAfter = true }],
        };

        var runs = QueueFile.Read(QueueFile.Write(queue), "q.txt").Queue!.Runs;

        runs.Select(run => (run.DisableBetweenPositions, run.EndAfter)).ShouldBe([(true, false), (false, true)]);
    }

    [Fact]
    public void Columns_that_pychron_does_not_know_are_written_only_where_they_say_something()
    {
        var queue = new ExperimentQueue { Runs = [new RunSpec { Labnumber = "1" }] };

        QueueFile.Write(queue).Split('\n').Single(line => line.StartsWith("labnumber", StringComparison.Ordinal)).Split('\t').Length.ShouldBe(31);
    }

    [Fact]
    public void A_tab_in_a_comment_does_not_shift_the_columns()
    {
        var queue = new ExperimentQueue { Runs = [new RunSpec { Labnumber = "1", Comment = "a\tb\nc", DelayAfter = 5 }] };

        var run = QueueFile.Read(QueueFile.Write(queue), "q.txt").Queue!.Runs.Single();

        (run.Comment, run.DelayAfter).ShouldBe(("a\tb\nc", 5.0));
    }

    [Fact]
    public void A_laboratory_with_its_own_identifiers_gets_its_own_analysis_types()
    {
        var (table, problems) = IdentifierTableFile.Read("ap: '01:Apis_Air'\n", "identifiers.yaml");
        problems.ShouldBeEmpty();

        var runs = QueueFile.Read(Header + "labnumber\nap-01-J\na-01-J\nbu-FC-J\n1\n", "q.txt", table).Queue!.Runs;

        runs.Select(run => run.AnalysisType).ShouldBe(["apis_air", "air", "blank_unknown", "unknown"]);
        runs.Select(run => run.IsSpecial).ShouldBe([true, true, true, false]);
    }

    [Fact]
    public void A_run_block_has_no_header()
    {
        var block = QueueFile.ReadBlock("labnumber\tcleanup\nbu-FC-J\t30\n2\tx\n", "block.txt");

        block.Runs.ShouldHaveSingleItem().Cleanup.ShouldBe(30);
        block.Problems.ShouldHaveSingleItem().Line.ShouldBe(3);
        QueueFile.ReadBlock(QueueFile.WriteBlock(block.Runs), "again.txt").Runs.Single().ShouldBe(block.Runs[0]);
    }

    [Fact]
    public void A_file_without_a_separator_is_no_queue()
    {
        var result = QueueFile.Read("labnumber\tposition\n1\t2\n", "q.txt");

        result.Queue.ShouldBeNull();
        result.Problems.ShouldHaveSingleItem().Message.ShouldContain("#=====");
    }
}
