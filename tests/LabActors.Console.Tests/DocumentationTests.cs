using System.Text.RegularExpressions;
using LabActors.Actors.Operators;
using LabActors.Console.Commands;
using LabActors.Console.FullScreen;
using LabActors.Console.Tests.FullScreen;
using LabActors.Core.Labs.Drivers;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Queues;

namespace LabActors.Console.Tests;

/// <summary>What the documents say is what the program does.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Documents =
    [
        "README.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Order(StringComparer.Ordinal).Select(path => $"docs/{Path.GetFileName(path)}"),
    ];

    [Fact]
    public void The_picture_of_the_console_is_what_the_renderer_draws()
    {
        var svg = ConsolePicture.Svg(ScreenDrawing.Draw(Screens.Measuring(UiState.Begin), 160, 50));
        var path = Path.Combine(Repository.Root, "docs", "console.svg");
        if (Environment.GetEnvironmentVariable("LABACTORS_WRITE_DOCS") == "1")
            File.WriteAllText(path, svg);
        File.ReadAllText(path).ShouldBe(svg, "the picture is old: LABACTORS_WRITE_DOCS=1 ./lab test --filter DocumentationTests draws it again");
    }

    [Fact]
    public void Every_command_line_of_the_documents_is_understood()
    {
        using var commands = new CommandRun();
        var root = new LabCommandLine(new FakeLaboratory(), ConsoleStreams.OfProcess(), commands.Stops, TimeProvider.System, commands.Demo).Create();
        var lines = Documents.SelectMany(document => Command.Matches(Repository.Read(document)))
            .Select(match => match.Groups[1].Value.Trim())
            .Where(line => !line.StartsWith("test") && !line.Contains('['))
            .Distinct()
            .ToArray();
        lines.Length.ShouldBeGreaterThan(5);
        foreach (var line in lines)
            root.Parse(line).Errors.ShouldBeEmpty($"./lab {line}");
    }

    [Fact]
    public void Every_driver_stands_in_the_documents_with_its_settings()
    {
        var rows = Repository.Read("docs/devices.md").Split('\n').Where(line => line.StartsWith('|')).ToArray();
        foreach (var driver in DriverSchemas.All)
        {
            rows.ShouldContain(row => row.StartsWith($"| `{driver.Name}` | {driver.Title} |"), driver.Name);
            var settings = rows.Single(row => row.Contains($"`{driver.Name}`") && !row.Contains(driver.Title));
            foreach (var setting in driver.Settings)
                settings.ShouldContain($"`{Digits.Replace(setting.Key, "_N_")}`");
        }
    }

    [Fact]
    public void Every_command_of_the_console_stands_in_the_documents_as_help_has_it()
    {
        var page = Repository.Read("docs/operators.md");
        foreach (var command in OperatorCommand.All)
            page.ShouldContain($"| `{command.Form.Replace("|", "\\|", StringComparison.Ordinal)}` | {command.Meaning} | {command.Least.ToString().ToLowerInvariant()} |");
        foreach (var word in OperatorCommand.All.Where(command => command.Alias.Length > 0).Select(command => command.Alias.Split(' ')[^1]))
            page.ShouldContain(word);
    }

    [Fact]
    public void Every_fault_and_what_may_be_said_of_it_stands_in_the_documents()
    {
        var rows = Repository.Read("docs/simulate.md").Split('\n').Where(line => line.StartsWith('|')).ToArray();
        foreach (var kind in FaultKinds.All)
        {
            var row = rows.Where(r => r.Split('|')[1].Contains($"`{kind.Name}`")).ShouldHaveSingleItem(kind.Name);
            foreach (var key in kind.Keys)
                row.ShouldContain($"`{key}`", customMessage: kind.Name);
        }
    }

    [Fact]
    public void Every_file_that_the_documents_link_to_exists()
    {
        foreach (var document in Documents)
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
            foreach (Match match in Link.Matches(Repository.Read(document)))
            {
                var target = Path.Combine(folder, match.Groups[1].Value);
                (File.Exists(target) || Directory.Exists(target)).ShouldBeTrue($"{document} links to {match.Groups[1].Value}");
            }
        }
    }

    [Fact]
    public void Every_test_that_the_documents_name_exists()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}"))
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ToHashSet();
        var named = Documents.SelectMany(document => TestName.Matches(Repository.Read(document))).Select(match => match.Groups[1].Value).Distinct().ToArray();
        named.ShouldNotBeEmpty();
        named.Where(name => !sources.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void The_queue_of_the_README_is_read_without_a_problem()
    {
        var result = QueueFile.Read(Queue.Match(Repository.Read("README.md")).Groups[1].Value, "README.md");
        result.Problems.ShouldBeEmpty();
        result.Readable.Runs.Select(run => (run.Labnumber, run.Overlap, run.MinPumpTime)).ShouldBe([("bu-FC-J", 0, 0), ("24701", 10, 30), ("24701", 0, 0)]);
    }

    [GeneratedRegex(@"^\s*(?:\$ )?\./lab ([a-z][^#\n|]*)", RegexOptions.Multiline)]
    private static partial Regex Command { get; }

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")]
    private static partial Regex Link { get; }

    [GeneratedRegex("_[0-9]+_")]
    private static partial Regex Digits { get; }

    [GeneratedRegex(@"`(\w+Tests)`")]
    private static partial Regex TestName { get; }

    [GeneratedRegex(@"```text\n(mass_spectrometer:[\s\S]*?)```")]
    private static partial Regex Queue { get; }
}
