using Akka.Actor;
using LabActors.Core.Execution.Checks;

namespace LabActors.Actors.Execution.Checks;

/// <summary>What checks need from the node.</summary>
/// <param name="Decisions">Puts questions to the operator.</param>
/// <param name="Health">Has the error flags.</param>
/// <param name="Registry">Has aliquot numbers and blanks.</param>
/// <param name="AsksBeforeContinuing">True when the node was started for something else than the execution that its journal may hold unfinished.</param>
public sealed record CheckServices(
    CheckSettings Settings, CheckSources Sources, IActorRef Decisions, IActorRef Health, IActorRef Registry, bool AsksBeforeContinuing = false);
