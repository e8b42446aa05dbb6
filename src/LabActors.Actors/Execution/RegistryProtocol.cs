using System.Collections.Immutable;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Actors.Execution;

/// <summary>Messages of the <c>RunRegistryActor</c>: aliquot numbers and preceding blanks.</summary>
public static class RegistryProtocol
{
    /// <summary>Sets a number aside for a run and finds the blank that corrects it.</summary>
    /// <param name="UserAliquot">The aliquot that the queue's row gives; 0 when it gives none.</param>
    /// <param name="Simulated">The run is made on simulated devices, wholly or in part.</param>
    public sealed record Register(
        string RunUuid,
        string Identifier,
        int UserAliquot,
        bool IsStepHeat,
        string AnalysisType,
        string Instrument,
        string ExtractionDevice,
        bool Simulated);

    /// <summary>Answers <see cref="Register"/>; step -1 is none.</summary>
    /// <param name="Earlier">The blank that corrects the run, and baselines that stand in for its own.</param>
    public sealed record Registered(string RunUuid, int Aliquot, int Step, CarriedOver Earlier);

    /// <summary>Asks for the numbers of an identifier and the blanks measured so far; sets nothing aside.</summary>
    /// <param name="UserAliquot">The aliquot whose greatest step is wanted; 0 for none.</param>
    public sealed record GetNumbers(string Identifier, int UserAliquot);

    /// <summary>Answers <see cref="GetNumbers"/>.</summary>
    public sealed record NumbersAre(RunNumbers Numbers, ImmutableArray<BlankMeasured> Blanks);

    /// <summary>Numbers up to these were given elsewhere: they are not given again.</summary>
    public sealed record TakeNumbers(string Identifier, RunNumbers Numbers, int UserAliquot, string Store);

    /// <summary>This blank corrects runs of the type until another is measured.</summary>
    public sealed record UseBlank(string RunId, string AnalysisType, string Instrument, string ExtractionDevice);

    /// <summary>The run passed its point of no return.</summary>
    public sealed record Spend(string RunUuid);

    /// <summary>The run is over; an unspent number is free again, a good blank corrects what follows.</summary>
    public sealed record RunOver(string RunUuid, string RunId, string State, string AnalysisType, string Instrument, string ExtractionDevice, MeasuredForLater Measured);

    /// <summary>Answers <see cref="RunOver"/>: what the run leaves to later ones is in the journal.</summary>
    public sealed record RunKept(string RunUuid);
}
