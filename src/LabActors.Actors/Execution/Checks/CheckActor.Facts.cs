using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Health;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Scripts;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.RegistryEvents;
using ScriptContext = LabActors.Core.Scripts.ScriptContext;

namespace LabActors.Actors.Execution.Checks;

/// <content>How each fact is found out.</content>
public sealed partial class CheckActor
{
    private const string TrayOf = "check/tray", SetTray = "check/set-tray";
    private static readonly ScriptDocument Nothing = new(ScriptKind.Extraction, "check", "check.py", "def main():\n    pass\n", ScriptMetadata.Empty);

    private void ReceiveAnswers()
    {
        Receive<HealthProtocol.FlagsAre>(a => Know(f => f with { Flags = a.Flags }));
        Receive<RegistryProtocol.NumbersAre>(a => Know(f => f with { Registry = a.Numbers, Blanks = [.. a.Blanks.Where(MayCorrect)] }));
        Receive<ExtractionLineProtocol.LineIs>(l => Know(f => f with { LockedValves = [.. l.Valves.Where(v => v.Locked).Select(Described)] }));
        Receive<ManagersActor.Answered>(a => Know(f => f with { Managers = a.Answers }));
        Receive<MonitorReaderActor.Read>(r => Know(f => f with { Monitor = r.Readings }));
        Receive<ScriptProtocol.ScriptStarted>(_ => { });
        Receive<ScriptProtocol.ScriptEnded>(e => Know(f => f with { ScriptRunner = e.Outcome == ScriptOutcome.Completed ? "" : e.Error ?? "it did not end as it should" }));
        Receive<InstrumentProtocol.Done>(
            d => Know(f => f with { Tray = new ManagerAnswer("", Value: ((ExtractionDeviceStatus)d.Value!).Tray) }), d => d.CommandId == TrayOf);
        Receive<InstrumentProtocol.Done>(_ => Know(f => f with { TraySet = "" }), d => d.CommandId == SetTray);
        ReceiveSettings();
        Receive<InstrumentProtocol.Refused>(r => Know(f => r.CommandId == TrayOf
            ? f with { Tray = new ManagerAnswer("", Failure: r.Reason) }
            : f with { TraySet = r.Reason }));
    }

    /// <summary>What a simulated device has measured is not offered for a run on real ones.</summary>
    private bool MayCorrect(BlankMeasured blank) => !blank.Simulated || _services.IsSimulated(_order.Instrument.Name, blank.ExtractionDevice);

    private void FindOut(CheckFact fact)
    {
        switch (fact)
        {
            case CheckFact.Mail:
                Self.Tell(new Learned(f => f with { SendsMail = Checks.Sources.SendsMail() }));
                break;
            case CheckFact.Host:
                Self.Tell(new Learned(f => f with { Host = Checks.Sources.Host() }));
                break;
            case CheckFact.Persistence:
                Outside("results database", () => Failure(Checks.Sources.Persistence), failure => f => f with { Persistence = failure });
                break;
            case CheckFact.SecondaryStore when Checks.Sources.Secondary is { } store:
                Outside(store.Name, () => Failure(() => store.Numbers("", 0)), failure => f => f with { SecondaryStore = new SecondaryStoreState(store.Name, failure) });
                break;
            case CheckFact.SecondaryStore:
                Self.Tell(new Learned(f => f with { SecondaryStore = new SecondaryStoreState("", "") }));
                break;
            case CheckFact.SecondaryNumber:
                var (numbers, first) = (Checks.Sources.Secondary!.Numbers, _order.Runs.First());
                Outside("numbers", () => numbers(first.Labnumber, first.IsStepHeat ? first.UserDefinedAliquot : 0), n => f => f with { Secondary = n });
                break;
            case CheckFact.Repositories:
                var (repositories, identifiers) = (Checks.Sources.Repositories, _order.Runs.Select(r => r.Labnumber).Distinct().ToImmutableArray());
                Outside("repositories", () => repositories(identifiers), known => f => f with { Repositories = known });
                break;
            case CheckFact.Registry:
                var run = _order.Runs.First();
                Checks.Registry.Tell(new RegistryProtocol.GetNumbers(run.Labnumber, run.IsStepHeat ? run.UserDefinedAliquot : 0));
                break;
            case CheckFact.Flags:
                Checks.Health.Tell(new HealthProtocol.GetFlags());
                break;
            case CheckFact.LockedValves:
                _services.Line.Tell(new ExtractionLineProtocol.GetLine());
                break;
            case CheckFact.Managers:
                Context.ActorOf(ManagersActor.Props(_order, _services));
                break;
            case CheckFact.Monitor:
                Context.ActorOf(MonitorReaderActor.Props(Checks.Settings.MonitorRules, _services, Checks.Settings.Patience));
                break;
            case CheckFact.ScriptRunner:
                var empty = ScriptContext.For(ScriptKind.Extraction, ImmutableDictionary<string, object?>.Empty);
                Context.ActorOf(ScriptActor.Props(new ScriptLaunch(Nothing, empty, _services.Scripts) { Limits = _services.ScriptLimits }, _services.Processes));
                break;
            case CheckFact.SpectrometerSettings:
                AskSettings();
                break;
            case CheckFact.SpectrometerSet:
                SetSpectrometer();
                break;
            case CheckFact.Tray:
                Device().Tell(new InstrumentProtocol.ReadStatus(TrayOf));
                break;
            case CheckFact.TraySet:
                Device().Tell(new InstrumentProtocol.Perform(
                    SetTray, "set_tray", ImmutableDictionary<string, string>.Empty.Add("tray", TrayCheck.Of(_order.Queues[0]))));
                break;
        }
    }

    private IActorRef Device() =>
        _services.ExtractionDevice(_services.Lab.FindExtractionDevice(_order.Queues[0].ExtractDevice).Device?.Name ?? "");

    /// <summary>What waits for a database does so on a thread of the pool, while the laboratory's clock stands.</summary>
    private void Outside<T>(string what, Func<T> ask, Func<T, Func<CheckFacts, CheckFacts>> learned) => _clock.Holds.PipeTo(
        Task.Run(ask), $"check: {what}", Self, success: value => new Learned(learned(value)), failure: e => new Broke($"{what}: {e.GetBaseException().Message}"));

    private static string Failure(Action ask)
    {
        try
        {
            ask();
            return "";
        }
        catch (Exception e)
        {
            // Why it does not answer is what the check asks for.
            return e.GetBaseException().Message;
        }
    }

    private string Described(ExtractionLineProtocol.ValveIs valve) =>
        _services.Lab.FindValve(valve.Valve) is { Description.Length: > 0 } known ? $"{valve.Valve} ({known.Description})" : valve.Valve;
}
