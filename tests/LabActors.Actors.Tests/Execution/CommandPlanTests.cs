using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Commands;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Tests.Execution;

/// <summary>What the run does with each command of the scripts' vocabulary.</summary>
public sealed class CommandPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly LabDefinition Lab = ReadLab();

    // What a laboratory may lack is refused by the check of the queue; the script actor or the host answers the rest itself.
    private static readonly ImmutableHashSet<ScriptCapability> NotDriven =
    [
        ScriptCapability.NamedDevices, ScriptCapability.Quadera, ScriptCapability.HighVoltage,
    ];

    private static readonly ImmutableHashSet<string> AnsweredBefore =
        ["get_value", "load_hops", "interval", "lighting", "video_recording", "grain_polygon"];

    public static IEnumerable<object[]> Commands() => CommandCatalog.All
        .Where(c => !NotDriven.Contains(c.Capability) && !AnsweredBefore.Contains(c.Name) && !c.Kinds.IsEmpty)
        .Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_that_passes_the_checks_has_a_plan(string name)
    {
        var plan = CommandPlans.Of(Call(CommandCatalog.Find(name)!));

        if (plan is CommandPlan.Refuse refusal)
            refusal.Reason.ShouldNotContain("this laboratory has nothing that does this");
    }

    [Fact]
    public void A_measurement_without_active_detectors_is_refused_with_what_comes_first() =>
        Of("multicollect").ShouldBeOfType<CommandPlan.Refuse>().Reason.ShouldContain("activate_detectors");

    [Fact]
    public void An_unknown_detector_is_refused_with_those_that_there_are()
    {
        var refusal = Of("activate_detectors", ("dets", "[\"H9\"]")).ShouldBeOfType<CommandPlan.Refuse>();

        refusal.Reason.ShouldContain("H9");
        refusal.Reason.ShouldContain("CDD");
    }

    [Fact]
    public void Cancel_ends_the_run_and_the_queue_and_abort_the_run_alone_without_pumping()
    {
        Of("cancel").ShouldBeOfType<CommandPlan.EndRun>().Ending.ShouldSatisfyAllConditions(
            e => e.State.ShouldBe("canceled"), e => e.EndsQueue.ShouldBeTrue(), e => e.PostEquilibration.ShouldBeTrue());
        Of("abort").ShouldBeOfType<CommandPlan.EndRun>().Ending.ShouldSatisfyAllConditions(
            e => e.State.ShouldBe("aborted"), e => e.EndsQueue.ShouldBeFalse(), e => e.PostEquilibration.ShouldBeFalse());
    }

    [Fact]
    public void A_run_without_an_extraction_device_passes_over_its_commands_and_says_so()
    {
        var answer = Of("extract").ShouldBeOfType<CommandPlan.Answer>();

        answer.Facts.ShouldHaveSingleItem().ShouldBeOfType<RunNoted>().Text.ShouldContain("no extraction device");
    }

    [Fact]
    public void Fits_are_for_all_isotopes_or_by_name()
    {
        Fits("[\"parabolic\"]").ShouldBe(Lab.Instruments[0].Isotopes.ToDictionary(i => i.Name, _ => new FitSetting("parabolic")), ignoreOrder: true);
        Fits("[\"Ar40:linear\",\"Ar36:average_SEM\"]").ShouldBe(
            new Dictionary<string, FitSetting> { ["Ar40"] = new("linear"), ["Ar36"] = new("average_SEM") }, ignoreOrder: true);

        static IReadOnlyDictionary<string, FitSetting> Fits(string fits) => FitsOf(("fits", fits));
    }

    [Fact]
    public void Fits_of_the_file_come_with_their_filter()
    {
        var items = FitsFile.ToJson([new("Ar40", "parabolic", "SD", true, 2, 3), new("Ar36", "average", "SEM", false, 1, 2)]);

        FitsOf(("fits", "[]"), ("$fits", items.GetRawText())).ShouldBe(
            new Dictionary<string, FitSetting> { ["Ar40"] = new("parabolic", "SD", new OutlierFilter(2, 3)), ["Ar36"] = new("average", "SEM") }, ignoreOrder: true);
    }

    private static IReadOnlyDictionary<string, FitSetting> FitsOf(params (string Name, string Json)[] arguments) => Of("set_fits", arguments)
        .ShouldBeOfType<CommandPlan.Answer>()
        .Facts.ShouldHaveSingleItem().ShouldBeOfType<LabActors.Core.Journal.Events.MeasurementEvents.FitsSet>().Fits;

    [Fact]
    public void An_argument_that_is_no_number_is_refused_by_its_name() =>
        Of("sleep", ("duration", "\"soon\"")).ShouldBeOfType<CommandPlan.Refuse>().Reason.ShouldContain("duration");

    private static CommandPlan Of(string name, params (string Name, string Json)[] arguments) =>
        CommandPlans.Of(Call(CommandCatalog.Find(name)!, arguments));

    private static CommandCall Call(CommandDefinition command, params (string Name, string Json)[] arguments)
    {
        var values = command.Parameters.ToImmutableDictionary(p => p.Name, _ => JsonElement.Parse("null"))
            .SetItems(arguments.Select(a => KeyValuePair.Create(a.Name, JsonElement.Parse(a.Json))));
        var kind = command.Kinds.First();
        var request = new CommandRequested(Start, kind.Folder(), 1, command.Name, values, 1, 0, "test.py");
        var run = RunProgress.Empty
            .Apply(new RunStarted(Start, "uuid", "queue", "12345-01", 1, -1, "Argus", "", new RunSpec { Labnumber = "12345" }, false, true, true, ""))
            .Apply(new ScriptStarted(Start, kind.Folder(), "test.py", "", "", "3.11", ImmutableDictionary<string, JsonElement>.Empty))
            .Apply(request);
        var services = new RunServices(
            Lab, ActorRefs.Nobody, ActorRefs.Nobody, ActorRefs.Nobody, ImmutableDictionary<string, IActorRef>.Empty, new ScriptFiles("."), new Actors.Scripts.ScriptLimits(), null!, [], null!);
        return new CommandCall(new CommandProtocol.CommandKey(kind, 1), request, run, services, Lab.Instruments[0], Start);
    }

    private static LabDefinition ReadLab()
    {
        var file = Path.Combine(SourceTree.DemoLab, "lab.yaml");
        return LabFile.Read(File.ReadAllText(file), file).Lab!;
    }
}
