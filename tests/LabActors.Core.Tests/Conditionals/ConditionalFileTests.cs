using LabActors.Core.Conditionals;
using LabActors.Core.Problems;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Conditionals;

public sealed class ConditionalFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conditionals-");

    [Theory]
    [InlineData("modifcations:\n- check: age>1\n", 1, 1, "do you mean 'modifications'")]
    [InlineData("terminations:\n  check: age>1\n", 2, 3, "expected a list")]
    [InlineData("terminations:\n- age>1\n", 2, 3, "expected a conditional")]
    [InlineData("terminations:\n- teststr: 'age>>1'\n", 2, 17, "found '>'")]
    [InlineData("terminations:\n- teststr: age > (1\n", 2, 20, "expected ')'")]
    [InlineData("terminations:\n- teststr: age>1\n  frequency: 0\n", 3, 14, "at least 1")]
    [InlineData("terminations:\n- teststr: age>1\n  start_count: 5.5\n", 3, 16, "expected a whole number")]
    [InlineData("terminations:\n- teststr: age>1\n  ntrips: '3'\n", 3, 11, "expected a whole number")]
    [InlineData("terminations:\n- teststr: ''\n  check: age>3\n", 2, 12, "found nothing beside another test")]
    [InlineData("modifications:\n- teststr: age>1\n  action: Skip Next Runs\n", 3, 11, "do you mean 'Skip Next Run'")]
    [InlineData("modifications:\n- teststr: age>1\n  action: Set Extract\n  extraction_str: 10%,5\n", 4, 19, "expected steps")]
    [InlineData("post_run_actions:\n- teststr: age>1\n  action: dance\n", 3, 11, "expected cancel, repeat")]
    [InlineData("truncations:\n- teststr: age>1\n  abbreviated_count_ratio: 0\n", 3, 28, "above 0")]
    [InlineData("truncations:\n- teststr: age>1\n  mapper: x+y\n", 2, 0, "mapper: 'x+y'")]
    [InlineData("actions:\n- teststr: age>1\n  resume: perhaps\n", 3, 11, "expected true or false")]
    [InlineData("terminations:\n- check: [unclosed\n", 3, 0, "not YAML")]
    [InlineData("- check: age>1\n", 1, 1, "expected a section such as 'truncations:'")]
    [InlineData("just words\n", 1, 1, "expected sections")]
    public void What_is_wrong_is_told_with_its_place(string text, int line, int column, string message)
    {
        var read = ConditionalFile.Read(text, "f.yaml", ConditionalLevel.System);

        var problem = read.Problems.ShouldHaveSingleItem();
        problem.IsError.ShouldBeTrue();
        $"{problem.Field}: {problem.Message}".ShouldContain(message);
        problem.Line.ShouldBe(line, problem.ToString());
        if (column > 0)
            problem.Column.ShouldBe(column, problem.ToString());
        read.Conditionals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("terminations:\n-\n- check: age>1\n", "empty entry")]
    [InlineData("terminations:\n- check: age>1\n  ntrip: 3\n", "do you mean 'ntrips'")]
    [InlineData("terminations:\n- attr: age\n- check: age>1\n", "without a test")]
    [InlineData("terminations:\n- check: age>1\n  analysis_types: [blnak_air]\n", "do you mean 'blank_air'")]
    [InlineData("modifications:\n- check: age>1\n  action: Skip N Runs\n", "does nothing")]
    public void What_is_doubtful_is_told_and_read(string text, string message)
    {
        var read = ConditionalFile.Read(text, "f.yaml", ConditionalLevel.System);

        read.IsUsable.ShouldBeTrue();
        read.Problems.ShouldHaveSingleItem().Message.ShouldContain(message);
        read.Conditionals.ShouldHaveSingleItem().Test.ShouldBe("age>1");
    }

    [Fact]
    public void A_row_may_name_a_list_without_sections_as_before_2015()
    {
        var read = ConditionalFile.Read("- check: age>1\n  start: 5\n", "f.yaml", ConditionalLevel.Run);

        read.Problems.ShouldHaveSingleItem().IsError.ShouldBeFalse();
        read.Conditionals.ShouldHaveSingleItem().Kind.ShouldBe(ConditionalKind.Truncation);
    }

    [Fact]
    public void Ids_depend_on_what_is_said_and_not_on_where()
    {
        var one = ConditionalFile.Read("terminations:\n- teststr: age>1\n- teststr: age>1\n- teststr: age>2\n", "a.yaml", ConditionalLevel.System).Conditionals;
        var other = ConditionalFile.Read("# moved\nterminations:\n- teststr: age>2\n- teststr: age>1\n", "b.yaml", ConditionalLevel.System).Conditionals;

        one.Select(c => c.Id).Distinct().Count().ShouldBe(3);
        one[1].Id.ShouldBe($"{one[0].Id}-2");
        other.Select(c => c.Id).ShouldBe([one[2].Id, one[0].Id]);
    }

    [Fact]
    public void The_laboratorys_file_is_found_and_backups_are_told()
    {
        Put("spectrometer/default_conditionals.yaml", "terminations: []\n");
        Put("spectrometer/default_conditionals.yaml.bk.yaml", "terminations: []\n");
        var problems = new List<Problem>();

        Files.System(problems)!.Path.ShouldEndWith("default_conditionals.yaml");
        problems.ShouldHaveSingleItem().IsError.ShouldBeFalse();
        Put("spectrometer/my_conditionals.yml", "terminations: []\n");
        Files.System(problems).ShouldBeNull();
        problems[^1].Message.ShouldContain("it is not clear");
    }

    [Fact]
    public void A_missing_file_names_the_nearest()
    {
        Put("queue_conditionals/unattended.yaml", "terminations: []\n");
        var problems = new List<Problem>();

        Files.Queue("unatended", problems, m => new Problem("q.txt", 3, 0, m)).ShouldBeNull();
        problems.ShouldHaveSingleItem().Message.ShouldContain("do you mean 'unattended'");
        Files.Queue("unattended.yaml", problems, m => new Problem("q.txt", 3, 0, m)).ShouldNotBeNull();
        Files.Queue("../unattended", problems, m => new Problem("q.txt", 3, 0, m)).ShouldBeNull();
    }

    [Fact]
    public void A_run_gets_its_rows_conditionals_then_the_queues_then_the_laboratorys()
    {
        var queue = new QueueConditionals(
        [
            ConditionalText.Of(ConditionalLevel.System, "", "s.yaml", "terminations:\n- teststr: age>1\n"),
            ConditionalText.Of(ConditionalLevel.Queue, "night", "q.yaml", "terminations:\n- teststr: age>2\n"),
            ConditionalText.Of(ConditionalLevel.Run, "short", "r.yaml", "truncations:\n- teststr: age>3\n"),
        ]);

        queue.Of(new RunSpec { Conditionals = "short", QueueConditionalsName = "night" }).Select(c => c.Test).ShouldBe(["age>3", "age>2", "age>1"]);
        queue.Of(new RunSpec { Conditionals = "Ar40>10,20" }).Select(c => (c.Test, c.Start)).First().ShouldBe(("Ar40>10", 20));
        queue.Of(new RunSpec()).Select(c => c.Test).ShouldBe(["age>1"]);
        queue.Missing(new RunSpec { Conditionals = "short", QueueConditionalsName = "night" }).ShouldBeEmpty();
        queue.Missing(new RunSpec { Conditionals = "long" }).ShouldContain("'long' of this row");
        queue.Missing(new RunSpec { QueueConditionalsName = "day" }).ShouldContain("'day' of the queue");
    }

    [SharedCasesFact]
    public void Every_real_file_reads_without_an_error_and_has_its_tests()
    {
        var names = new ConditionVocabulary(["Ar40", "Ar39", "Ar38", "Ar37", "Ar36"], ["H2", "H1", "AX", "L1", "L2", "CDD", "L2(CDD)"], [], []);
        var reader = new QueueConditionalsReader(new ConditionalFiles("", ""), names);
        var files = Directory.GetFiles(Path.Combine(Repository.SharedCases, "conditionals"))
            .Concat(Directory.GetFiles(Path.Combine(Repository.SharedCases, "labs"), "*conditionals.y*", SearchOption.AllDirectories)).ToArray();
        files.Length.ShouldBeGreaterThan(5);
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var read = ConditionalFile.Read(text, file, ConditionalLevel.System);

            reader.Problems(read).Where(p => p.IsError).ShouldBeEmpty(file);
            var written = text.Split('\n').Count(l => l.TrimStart(' ', '-') is var k
                && !l.Contains('#') && (k.StartsWith("teststr: ", StringComparison.Ordinal) || k.StartsWith("check: ", StringComparison.Ordinal)) && !k.EndsWith("''", StringComparison.Ordinal));
            read.Conditionals.Length.ShouldBe(written, file);
        }
    }

    [SharedCasesFact]
    public void Every_real_conditional_is_explained()
    {
        var names = new ConditionVocabulary(["Ar40", "Ar36"], ["H1", "CDD", "L2(CDD)"], [], []);
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.SharedCases, "conditionals")))
        {
            foreach (var conditional in ConditionalFile.Read(File.ReadAllText(file), file, ConditionalLevel.System).Conditionals)
                ConditionalExplanation.Of(conditional, names).Length.ShouldBeGreaterThan(4);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ConditionalFiles Files => new(_folder.FullName, Path.Combine(_folder.FullName, "scripts"));

    private void Put(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
