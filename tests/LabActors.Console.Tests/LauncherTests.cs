using LabActors.Console.Commands;

namespace LabActors.Console.Tests;

public sealed class LauncherTests : IDisposable
{
    private const string Trx = """
        <?xml version="1.0"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>
          <UnitTestResult testName="A.One" outcome="Passed" />
          <UnitTestResult testName="A.Two" outcome="Failed"><Output><ErrorInfo><Message>is 2</Message><StackTrace>at A</StackTrace></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="A.Three" outcome="NotExecuted"><Output><ErrorInfo><Message>no PostgreSQL</Message></ErrorInfo></Output></UnitTestResult>
          <UnitTestResult testName="A.Four" outcome="Timeout" />
        </Results></TestRun>
        """;

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [UnixFact]
    public async Task Help_needs_no_build_and_lists_what_the_console_has_and_test()
    {
        var (code, output, error) = await _checkout.LabAsync("--help");
        code.ShouldBe(0);
        error.ShouldBeEmpty();
        _checkout.Builds.ShouldBe(0);

        var listed = output.Split('\n').SkipWhile(line => line != "Commands:").Skip(1).TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
        using var commands = new CommandRun();
        var ofConsole = new LabCommandLine(new FakeLaboratory(), ConsoleStreams.OfProcess(), commands.Stops, TimeProvider.System, commands.Demo)
            .Create().Subcommands.Select(command => command.Name);
        listed.Order().ShouldBe(ofConsole.Append("test").Order());
    }

    [UnixFact]
    public async Task An_unknown_command_is_one_line_and_64_without_a_build()
    {
        var (code, output, error) = await _checkout.LabAsync("frobnicate");
        code.ShouldBe(64);
        output.ShouldBeEmpty();
        error.ShouldContain("there is no command 'frobnicate'; the commands are demo, run");
        error.TrimEnd('\n').ShouldNotContain('\n');
        _checkout.Builds.ShouldBe(0);
    }

    [UnixFact]
    public async Task Bad_options_of_test_are_one_line_and_64()
    {
        var (code, _, error) = await _checkout.LabAsync("test --fliter Vectors");
        code.ShouldBe(64);
        error.ShouldStartWith("lab test: unrecognized arguments");
        error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [UnixFact]
    public async Task The_first_use_builds_later_ones_do_not_and_a_changed_added_or_removed_source_does()
    {
        var added = Path.Combine(Path.GetDirectoryName(_checkout.Source)!, "Added.cs");
        (await _checkout.LabAsync("demo --json")).ShouldBe((0, "console: demo --json\n", "lab: first use: restoring and building, a minute or two ... done after 0 s\n"));
        (await _checkout.LabAsync("demo")).ShouldBe((0, "console: demo\n", ""));
        _checkout.Builds.ShouldBe(1);

        File.WriteAllText(_checkout.Source, "second");
        await _checkout.LabAsync("demo");
        _checkout.Builds.ShouldBe(2);
        File.WriteAllText(added, "");
        await _checkout.LabAsync("demo");
        _checkout.Builds.ShouldBe(3);
        File.Delete(added);
        await _checkout.LabAsync("demo");
        _checkout.Builds.ShouldBe(4);
        (await _checkout.LabAsync("demo")).Error.ShouldBeEmpty();
    }

    [UnixFact]
    public async Task Two_at_once_build_once()
    {
        var both = await Task.WhenAll(_checkout.LabAsync("demo"), _checkout.LabAsync("run q.txt"));
        both.Select(one => one.Output).ShouldBe(["console: demo\n", "console: run q.txt\n"]);
        _checkout.Builds.ShouldBe(1);
    }

    [UnixFact]
    public async Task The_console_is_compiled_ahead_of_time_for_this_system()
    {
        await _checkout.LabAsync("demo");
        _checkout.Commands.ShouldHaveSingleItem().ShouldEndWith("-r linux-x64");
    }

    [UnixFact]
    public async Task Without_the_ahead_of_time_compiler_it_is_built_all_the_same_and_told()
    {
        var (code, output, error) = await _checkout.LabAsync("demo", ("FAKE_NO_COMPILER", "yes"));
        (code, output).ShouldBe((0, "console: demo\n"));
        error.ShouldEndWith(
            "lab: the ahead-of-time compiler (NuGet package Microsoft.NETCore.App.Crossgen2.linux-x64) could not be restored (NU1101): built without it, every start takes a second or two longer\n");
        _checkout.Commands.Select(command => command.Contains(" -r ", StringComparison.Ordinal)).ShouldBe([true, false]);
        (await _checkout.LabAsync("demo")).ShouldBe((0, "console: demo\n", ""));
    }

    /// <summary>A queue runs for days; whoever builds meanwhile writes no file that it runs from.</summary>
    [UnixFact]
    public async Task A_program_that_runs_keeps_the_files_that_it_was_started_from_until_it_ends()
    {
        var pipes = Directory.CreateDirectory(Path.Combine(_checkout.Root, "pipes")).FullName;
        await _checkout.RunAsync("/bin/sh", ["-c", $"mkfifo '{pipes}/up' '{pipes}/end'"], Environment.GetEnvironmentVariable("PATH")!);
        var runs = _checkout.LabAsync("run q.txt", ("FAKE_PIPES", pipes));
        (await Task.Run(() => File.ReadAllText(Path.Combine(pipes, "up")))).ShouldBe("up\n");

        File.WriteAllText(_checkout.Source, "second");
        await _checkout.LabAsync("demo");
        _checkout.Consoles.Length.ShouldBe(2);

        await Task.Run(() => File.WriteAllText(Path.Combine(pipes, "end"), "\n"));
        (await runs).Output.ShouldBe("console: run q.txt\n");
        File.WriteAllText(_checkout.Source, "third");
        await _checkout.LabAsync("demo");
        _checkout.Consoles.ShouldHaveSingleItem();
    }

    [UnixFact]
    public async Task The_exit_code_of_the_console_is_that_of_lab() =>
        (await _checkout.LabAsync("demo", ("FAKE_EXIT", "3"))).Code.ShouldBe(3);

    [UnixFact]
    public async Task A_build_that_fails_is_told_in_full_and_tried_again_next_time()
    {
        var (code, output, error) = await _checkout.LabAsync("demo", ("FAKE_BROKEN", "yes"));
        code.ShouldBe(69);
        output.ShouldBeEmpty();
        error.ShouldContain("Program.cs(1,1): error CS1002: ; expected");
        error.TrimEnd('\n').Split('\n')[^1].ShouldBe("lab: the build failed, see above");
        (await _checkout.LabAsync("demo")).Code.ShouldBe(0);
    }

    [UnixFact]
    public async Task An_SDK_that_is_too_old_is_named_with_the_fix_in_one_line()
    {
        var (code, _, error) = await _checkout.LabAsync("demo", ("FAKE_SDKS", "8.0.404 [/dotnet/sdk]"));
        code.ShouldBe(69);
        error.ShouldStartWith("lab: the .NET 10 SDK is missing (found: 8.0.404): install the .NET 10 SDK");
        error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [UnixFact]
    public async Task A_missing_SDK_is_named_with_the_fix_in_one_line()
    {
        // Only what the launcher itself needs is on the PATH.
        var python = (await _checkout.RunAsync("/bin/sh", ["-c", "python3 -c 'import sys; print(sys.executable)'"], Environment.GetEnvironmentVariable("PATH")!)).Output.Trim();
        var only = Directory.CreateDirectory(Path.Combine(_checkout.Root, "only")).FullName;
        File.CreateSymbolicLink(Path.Combine(only, "python3"), python);
        var (code, _, error) = await _checkout.RunAsync("/bin/sh", [_checkout.Lab, "demo"], only);
        code.ShouldBe(69);
        error.ShouldStartWith("lab: the .NET SDK is missing: install the .NET 10 SDK");
        error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [UnixFact]
    public async Task A_missing_Python_is_named_with_the_fix_in_one_line()
    {
        var (code, _, error) = await _checkout.RunAsync("/bin/sh", [_checkout.Lab, "demo"], _checkout.Root);
        code.ShouldBe(69);
        error.ShouldStartWith("lab: Python 3.8 or newer is missing: install it");
        error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [UnixFact]
    public async Task A_Python_that_is_too_old_is_told_so()
    {
        var (code, _, error) = await PythonAsync("sys.version_info = (3, 7, 9, 'final', 0); exec(open(root + '/tools/lab.py').read())");
        code.ShouldBe(69);
        error.ShouldContain("Python 3.8 or newer is needed and");
        error.ShouldContain("is 3.7");
        error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [UnixFact]
    public async Task Lab_may_be_called_through_a_link_from_anywhere()
    {
        var link = Path.Combine(_checkout.Root, "bin", "lab-link");
        File.CreateSymbolicLink(link, "../lab");
        (await _checkout.RunAsync("/bin/sh", [link, "--help"], Environment.GetEnvironmentVariable("PATH")!)).Output.ShouldContain("Commands:");
    }

    [UnixFact]
    public async Task Results_of_tests_are_counted_with_the_messages_of_those_that_failed()
    {
        var trx = Path.Combine(_checkout.Root, "a.trx");
        File.WriteAllText(trx, Trx);
        var (_, output, error) = await PythonAsync(
            "from launcher import tests; c = tests.read_trx(sys.argv[1]); print(c.line()); print(c.failures); print(c.skips)", trx);
        error.ShouldBeEmpty();
        output.Split('\n').ShouldBe(
        [
            "1 passed, 2 failed, 1 skipped",
            "[('A.Two', 'is 2\\nat A'), ('A.Four', '')]",
            "[('A.Three', 'no PostgreSQL')]",
            "",
        ]);
    }

    [UnixFact]
    public async Task A_filter_finds_names_and_arguments_and_its_signs_are_taken_literally()
    {
        var (_, output, error) = await PythonAsync("from launcher import tests; print(tests.filter_expression('Vectors')); print(tests.filter_expression('a(b|c)'))");
        error.ShouldBeEmpty();
        output.ShouldBe("FullyQualifiedName~Vectors|DisplayName~Vectors\nFullyQualifiedName~a\\(b\\|c\\)|DisplayName~a\\(b\\|c\\)\n");
    }

    private Task<(int Code, string Output, string Error)> PythonAsync(string code, params string[] arguments) => _checkout.RunAsync(
        "/bin/sh",
        ["-c", "exec python3 \"$@\"", "python", "-c", $"import sys; root = {Quoted(_checkout.Root)}; __file__ = root + '/tools/lab.py'; sys.path.insert(0, root + '/tools'); {code}", .. arguments],
        Environment.GetEnvironmentVariable("PATH")!);

    private static string Quoted(string text) => $"'{text}'";
}
