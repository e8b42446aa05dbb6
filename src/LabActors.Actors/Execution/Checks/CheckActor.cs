using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Decisions;
using LabActors.Actors.Time;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>
/// Makes checks one after another and stops at the first that fails. The checks decide; this actor finds out what they want to know (each fact once,
/// by a live question to whoever has it, within a limit), puts their questions to the operator, and tells its parent what came of it. It moves nothing
/// but a tray that the operator's answer sets, and sets a spectrometer where the laboratory's file wants it. Persists nothing: the parent journals the results. Dies with its last message.
/// </summary>
public sealed partial class CheckActor : ReceiveActor, IWithTimers
{
    private readonly ImmutableArray<ExecutionCheck> _checks;
    private readonly RunServices _services;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private CheckOrder _order;
    private CheckFacts _facts = CheckFacts.None;
    private ImmutableArray<string> _passed = [];
    private ImmutableArray<CheckEffect> _effects = [];

    public CheckActor(CheckOrder order, ImmutableArray<ExecutionCheck> checks, RunServices services)
    {
        (_order, _checks, _services) = (order, [.. checks.Where(c => c.Applies(order))], services);
        Receive<Go>(_ => Advance());
        Receive<Learned>(l => Know(l.With));
        Receive<Broke>(b => Fail(Current.Name, b.Reason, canceled: false));
        Receive<DecisionProtocol.Decided>(d => Know(f => f with { Answers = f.Answers.SetItem(d.Name, d.Answer) }));
        Receive<DecisionProtocol.PresetRefused>(p => Fail(Current.Name, p.Reason, canceled: false));
        ReceiveAnswers();
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private CheckServices Checks => _services.Checks;

    private ExecutionCheck Current => _checks[_passed.Length];

    /// <summary>Makes checks and tells its parent <see cref="CheckProtocol"/>.</summary>
    public static Props Props(CheckOrder order, ImmutableArray<ExecutionCheck> checks, RunServices services) =>
        Akka.Actor.Props.Create(() => new CheckActor(order, checks, services));

    /// <inheritdoc/>
    protected override void PreStart() => Self.Tell(new Go());

    private void Know(Func<CheckFacts, CheckFacts> learn)
    {
        _facts = learn(_facts);
        Advance();
    }

    private void Advance()
    {
        while (_passed.Length < _checks.Length)
        {
            switch (Current.Decide(_order, _facts, Checks.Settings))
            {
                case CheckStep.Pass pass:
                    Pass(pass);
                    break;
                case CheckStep.Fail fail:
                    Fail(Current.Name, fail.Reason, fail.Canceled);
                    return;
                case CheckStep.Need need:
                    FindOut(need.Fact);
                    return;
                case CheckStep.Ask ask:
                    Checks.Decisions.Tell(new DecisionProtocol.Ask(ask.Question));
                    return;
            }
        }

        Context.Parent.Tell(new CheckProtocol.AllPassed(_order, _passed, _effects));
        Context.Stop(Self);
    }

    private void Pass(CheckStep.Pass pass)
    {
        Context.Parent.Tell(new CheckProtocol.Passed(Current.Name, pass.Found, pass.IsWarning));
        if (pass.Effect is CheckEffect.Amend amend)
            _order = _order with { Queues = amend.Queues };
        else if (pass.Effect is { } effect)
            _effects = _effects.Add(effect);
        _passed = _passed.Add(Current.Name);
    }

    private void Fail(string check, string reason, bool canceled)
    {
        Context.Parent.Tell(new CheckProtocol.Failed(check, reason, canceled, _passed));
        Context.Stop(Self);
    }

    private sealed record Go;

    private sealed record Learned(Func<CheckFacts, CheckFacts> With);

    private sealed record Broke(string Reason);
}
