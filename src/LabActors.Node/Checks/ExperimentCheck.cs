using System.Collections.Immutable;
using System.Security.Cryptography;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Actors.Supervision;
using LabActors.Core.Checks;
using LabActors.Core.Conditionals;
using LabActors.Core.Durations;
using LabActors.Core.Identifiers;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;
using LabActors.Core.Templates;
using LabActors.Journal.Storage;

namespace LabActors.Node.Checks;

/// <summary>
/// Everything that can be said of queues before anything moves: laboratory, interpreter, queue files, instruments, devices, human errors, and every
/// script tried without effects. All problems are told at once.
/// </summary>
public static class ExperimentCheck
{
    /// <summary>Checks; files are read, nothing is written and no device is spoken to.</summary>
    public static async Task<CheckResult> RunAsync(CheckRequest request, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var (lab, hash) = ReadLab(request.Lab, request.Ports, problems);
        var faults = lab is null ? FaultPlan.None : ReadFaults(request.Faults, lab, problems);
        var nodeFile = NodeFile.Read(LabFolder(request.Lab), problems);
        var execution = ReadExecution(nodeFile, request.Lab, problems);
        var python = PythonRuntime.Find(problems);
        using var tracer = python is null ? null : new ScriptTracer(python);
        var scripts = new ScriptFiles(request.Scripts);
        var defaults = ReadDefaults(scripts, problems);
        var queues = ImmutableArray.CreateBuilder<CheckResult.Checked>();
        foreach (var path in request.Queues)
        {
            if (ReadQueue(path, lab, defaults, problems) is not { } queue)
                continue;
            var conditionals = ReadConditionals(queue.Queue, queue.Instrument, lab!, LabFolder(request.Lab), request.Scripts, problems);
            queues.Add(tracer is null
                ? queue
                : queue with { Traced = await new ScriptChecks(lab!, queue.Instrument, scripts, tracer, conditionals).CheckAsync(queue.Queue, problems, stop) });
        }

        CheckInstruments(queues, problems);
        var safe = lab is null ? null : await SafeScriptCheck.RunAsync(lab, [scripts, LabScripts(request.Lab)], tracer, problems, stop);
        return new CheckResult([.. Distinct(problems)], lab, hash, scripts, python, nodeFile, queues.ToImmutable()) { Execution = execution, SafeScripts = safe, Faults = faults };
    }

    /// <summary>What is said of rows that are to come into a queue while it runs: all that is said of the rows of a queue before it is started.</summary>
    /// <param name="folder">The laboratory's folder.</param>
    internal static async Task<(RowsChecked Checked, ImmutableArray<TracedRun?> Traced)> CheckRowsAsync(
        ExperimentQueue queue, LabDefinition lab, InstrumentDefinition instrument, string folder, ScriptFiles scripts, ScriptTracer tracer, CancellationToken stop)
    {
        var problems = new List<Problem>();
        CheckRows(queue, lab, ReadDefaults(scripts, problems), problems);
        var conditionals = ReadConditionals(queue, instrument, lab, folder, scripts.Root, problems);
        var traced = await new ScriptChecks(lab, instrument, scripts, tracer, conditionals).CheckAsync(queue, problems, stop);
        return (new RowsChecked([.. Distinct(problems)], conditionals), traced);
    }

    /// <summary>All that is said of a queue's file before it is started, of a file that came as text to a node that runs.</summary>
    /// <param name="folder">The laboratory's folder.</param>
    internal static async Task<(CheckResult.Checked? Queue, ImmutableArray<Problem> Problems)> CheckTextAsync(
        string path, string text, LabDefinition lab, string folder, ScriptFiles scripts, ScriptTracer tracer, CancellationToken stop)
    {
        var problems = new List<Problem>();
        if (ReadQueue(path, text, lab, ReadDefaults(scripts, problems), problems) is not { } queue)
            return (null, [.. Distinct(problems)]);
        var conditionals = ReadConditionals(queue.Queue, queue.Instrument, lab, folder, scripts.Root, problems);
        queue = queue with { Traced = await new ScriptChecks(lab, queue.Instrument, scripts, tracer, conditionals).CheckAsync(queue.Queue, problems, stop) };
        return (queue, [.. Distinct(problems)]);
    }

    /// <summary>One problem of a script is told once, however many rows run it.</summary>
    private static IEnumerable<Problem> Distinct(IEnumerable<Problem> problems) => problems.Distinct();

    /// <summary>Reads a laboratory's file, with its ports redirected where a file says so.</summary>
    internal static (LabDefinition? Lab, string Hash) ReadLab(string folder, string? ports, List<Problem> problems)
    {
        var path = Directory.Exists(folder) ? Path.Combine(folder, "lab.yaml") : folder;
        if (ScriptFiles.ReadText(path, problems) is not { } text)
            return (null, "");
        var read = LabFile.Read(text, path);
        problems.AddRange(read.Problems);
        if (read.Lab?.Reduction.MissingFolder(path) is { } missing)
            problems.Add(missing);
        if (read.Lab is { Simulation: null, Devices.IsEmpty: true })
            problems.Add(new Problem(path, 0, 0, "there is nothing to speak to: expected 'devices' on 'ports', or a section 'simulation'", Field: "devices"));
        var lab = read.Lab is { } known ? Redirected(known, ports, problems) : null;
        return (lab is null ? null : lab with { Identifiers = ReadIdentifiers(Path.GetDirectoryName(path)!, problems) }, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The faults that a simulated laboratory is to have; none where a file cannot be read, which is a problem.</summary>
    /// <param name="path">Null for none.</param>
    public static FaultPlan ReadFaults(string? path, LabDefinition lab, List<Problem> problems)
    {
        if (path is null || ScriptFiles.ReadText(path, problems) is not { } text)
            return FaultPlan.None;
        var (plan, found) = FaultPlanFile.Read(text, path, lab);
        problems.AddRange(found);
        return plan ?? FaultPlan.None;
    }

    private static LabDefinition? Redirected(LabDefinition lab, string? file, List<Problem> problems)
    {
        if (file is null)
            return lab;
        if (ScriptFiles.ReadText(file, problems) is not { } text)
            return null;
        var (redirection, found) = PortRedirectionFile.Read(text, file, lab);
        problems.AddRange(found);
        return redirection?.Apply(lab);
    }

    private static IdentifierTable ReadIdentifiers(string folder, List<Problem> problems)
    {
        var path = Path.Combine(folder, "identifiers.yaml");
        if (!File.Exists(path) || ScriptFiles.ReadText(path, problems) is not { } text)
            return IdentifierTable.Default;
        var read = IdentifierTableFile.Read(text, path);
        problems.AddRange(read.Problems);
        return read.Table;
    }

    /// <summary>The settings of checks and decisions under what the laboratory overrides.</summary>
    public static ExecutionSettings ReadExecution(NodeFile nodeFile, string lab, ICollection<Problem> problems)
    {
        var wrong = new List<(string Key, string Message)>();
        var settings = ExecutionSettings.Read(
            NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory) { Overrides = nodeFile.Overrides }), wrong);
        foreach (var (key, message) in wrong)
            problems.Add(new Problem(Path.Combine(LabFolder(lab), "node.conf"), 0, 0, message, Field: key));
        return settings;
    }

    /// <summary>The safe script belongs to the laboratory: it is also found where a queue is run with scripts from elsewhere.</summary>
    private static ScriptFiles LabScripts(string lab) => new(Path.Combine(LabFolder(lab), "scripts"));

    private static ScriptDefaults ReadDefaults(ScriptFiles scripts, List<Problem> problems)
    {
        var path = Path.Combine(scripts.Root, "defaults.yaml");
        if (!File.Exists(path) || ScriptFiles.ReadText(path, problems) is not { } text)
            return ScriptDefaults.None;
        var read = ScriptDefaultsFile.Read(text, path);
        problems.AddRange(read.Problems);
        return read.Defaults;
    }

    private static CheckResult.Checked? ReadQueue(string path, LabDefinition? lab, ScriptDefaults defaults, List<Problem> problems)
    {
        var file = FileStamp.Of(path);
        return ScriptFiles.ReadText(path, problems) is { } text && ReadQueue(path, text, lab, defaults, problems) is { } queue ? queue with { File = file } : null;
    }

    private static CheckResult.Checked? ReadQueue(string path, string text, LabDefinition? lab, ScriptDefaults defaults, List<Problem> problems)
    {
        var read = QueueFile.Read(text, path, lab?.Identifiers);
        problems.AddRange(read.Problems);
        if (read.Readable is not { } queue || lab is null)
            return null;
        CheckRows(queue, lab, defaults, problems);
        if (!queue.Runs.Any(r => !r.Skip))
            problems.Add(new Problem(path, 0, 0, "no analysis in the queue: every row is skipped, or there is none"));
        var instrument = lab.FindInstrument(queue.MassSpectrometer);
        if (instrument is null)
        {
            problems.Add(new Problem(path, 0, 0,
                $"'{queue.MassSpectrometer}' is no instrument of {lab.Name}; it has {string.Join(", ", lab.Instruments.Select(i => i.Name))}", Field: "mass_spectrometer"));
            return null;
        }

        return new CheckResult.Checked(queue, instrument, [.. queue.Runs.Select(TracedRun? (_) => null)]);
    }

    /// <summary>A run that its owner believes to be protected by conditionals is worse off than one without: what is missing or wrong refuses the queue.</summary>
    private static QueueConditionals ReadConditionals(
        ExperimentQueue queue, InstrumentDefinition instrument, LabDefinition lab, string folder, string scripts, List<Problem> problems) =>
        new QueueConditionalsReader(new ConditionalFiles(folder, scripts), ConditionVocabulary.Of(lab, instrument)).Read(queue, problems);

    private static void CheckRows(ExperimentQueue queue, LabDefinition lab, ScriptDefaults defaults, List<Problem> problems)
    {
        problems.AddRange(QueueChecks.Check(queue, CheckOptions.Default with { Defaults = defaults, Identifiers = lab.Identifiers }));
        CheckDevices(queue, lab, problems);
    }

    /// <summary>The folder of a laboratory that is given by its folder or its file.</summary>
    public static string LabFolder(string lab) => Directory.Exists(lab) ? lab : Path.GetDirectoryName(lab) ?? "";

    private static void CheckInstruments(IEnumerable<CheckResult.Checked> queues, List<Problem> problems)
    {
        var first = queues.FirstOrDefault();
        problems.AddRange(queues.Where(q => q.Instrument != first!.Instrument).Select(q => new Problem(
            q.Queue.Path, 0, 0, $"is for {q.Instrument.Name}, {first!.Queue.Path} for {first.Instrument.Name}: one execution runs the queues of one instrument", Field: "mass_spectrometer")));
    }

    private static void CheckDevices(ExperimentQueue queue, LabDefinition lab, List<Problem> problems)
    {
        foreach (var name in queue.Runs.Select(r => r.ExtractDevice).Append(queue.ExtractDevice).Distinct())
        {
            if (!lab.FindExtractionDevice(name).IsKnown)
            {
                problems.Add(new Problem(queue.Path, 0, 0,
                    $"'{name}' is no extraction device of {lab.Name}; it has {string.Join(", ", lab.ExtractionDevices.Select(d => d.Name))}", Field: "extract_device"));
            }
        }
    }
}
