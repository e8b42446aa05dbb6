using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>What checks need from the node.</summary>
/// <param name="Decisions">Puts questions to the operator.</param>
/// <param name="Health">Has the error flags.</param>
/// <param name="Registry">Has aliquot numbers and blanks.</param>
/// <param name="AsksBeforeContinuing">Instruments of which the journal holds an unfinished execution that is something else than what the node was started for.</param>
public sealed record CheckServices(
    CheckSettings Settings, CheckSources Sources, IActorRef Decisions, IActorRef Health, IActorRef Registry, ImmutableHashSet<string> AsksBeforeContinuing);
