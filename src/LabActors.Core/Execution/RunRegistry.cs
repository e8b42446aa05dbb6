using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.RegistryEvents;

namespace LabActors.Core.Execution;

/// <summary>
/// Aliquot numbers of every identifier, and the blanks measured so far. A number is reserved when a run is launched, spent
/// at its point of no return and free again only if it never came there; so overlapping runs of one identifier that are
/// not saved yet count too, as many as there are.
/// </summary>
public sealed partial record RunRegistry
{
    /// <summary>Nothing known yet.</summary>
    public static RunRegistry Empty { get; } = new();

    private ImmutableDictionary<string, int> Aliquots { get; init; } = ImmutableDictionary<string, int>.Empty;

    private ImmutableDictionary<(string Identifier, int Aliquot), int> Steps { get; init; } =
        ImmutableDictionary<(string, int), int>.Empty;

    private ImmutableDictionary<string, AliquotReserved> Open { get; init; } = ImmutableDictionary<string, AliquotReserved>.Empty;

    /// <summary>Blanks in the order in which they were measured.</summary>
    public ImmutableArray<BlankMeasured> Blanks { get; init; } = [];

    /// <summary>The newest baselines of each instrument, of real and of simulated runs.</summary>
    private ImmutableDictionary<(string Instrument, bool Simulated), BaselinesMeasured> Baselines { get; init; } =
        ImmutableDictionary<(string, bool), BaselinesMeasured>.Empty;

    /// <summary>Greatest aliquot of the identifier that is spent or set aside; 0 when there is none.</summary>
    public int GreatestAliquot(string identifier) =>
        Open.Values.Where(r => r.Identifier == identifier && !Provisional.ContainsKey(r.RunUuid)).Select(r => r.Aliquot)
            .Append(Aliquots.GetValueOrDefault(identifier))
            .Max();

    /// <summary>Greatest step of the aliquot that is spent or set aside; -1 when there is none.</summary>
    public int GreatestStep(string identifier, int aliquot) =>
        Open.Values.Where(r => r.Identifier == identifier && r.Aliquot == aliquot).Select(r => r.Step)
            .Append(Steps.GetValueOrDefault((identifier, aliquot), -1))
            .Max();

    /// <summary>
    /// Sets a number aside for a run. A step heat keeps the aliquot its user gave and gets the next step; any other run
    /// gets the next aliquot. A run that has a reservation keeps it; one for which the laboratory's nodes, or this one provisionally, gave a number gets that.
    /// </summary>
    public AliquotReserved Reserve(DateTimeOffset at, string runUuid, string identifier, int userAliquot, bool isStepHeat) =>
        Open.TryGetValue(runUuid, out var reserved)
            ? reserved
            : Given.GetValueOrDefault(runUuid) is { } given
            ? given with { At = at }
            : isStepHeat
                ? new AliquotReserved(at, identifier, userAliquot, GreatestStep(identifier, userAliquot) + 1, runUuid)
                : new AliquotReserved(at, identifier, GreatestAliquot(identifier) + 1, -1, runUuid);

    /// <summary>True while the run's number is set aside and not spent.</summary>
    public bool IsReserved(string runUuid) => Open.ContainsKey(runUuid);

    /// <summary>True when the instrument's newest baselines are that run's.</summary>
    public bool HasBaselinesOf(string instrument, bool simulated, string runUuid) => Baselines.GetValueOrDefault((instrument, simulated))?.RunUuid == runUuid;

    /// <summary>
    /// The blank that corrects a run: the last of its own kind (<c>blank_air</c> for an air ...), on the same instrument and, for an
    /// unknown, with the same extraction device. Null for blanks and for kinds that are not corrected.
    /// </summary>
    /// <param name="simulated">Whether the run is simulated: what a simulated device has measured never corrects a run on real ones.</param>
    public BlankMeasured? PrecedingBlank(string analysisType, string instrument, string extractionDevice, bool simulated) =>
        analysisType is not ("unknown" or "air" or "cocktail")
            ? null
            : Blanks.LastOrDefault(b => b.AnalysisType == $"blank_{analysisType}"
                                        && b.Instrument == instrument
                                        && (simulated || !b.Simulated)
                                        && (analysisType != "unknown" || b.ExtractionDevice == extractionDevice));

    /// <summary>What earlier runs give to one that starts now: its preceding blank, and the last baselines of the instrument.</summary>
    /// <inheritdoc cref="PrecedingBlank" path="/param"/>
    public CarriedOver CarriedOver(string analysisType, string instrument, string extractionDevice, bool simulated) => new(
        PrecedingBlank(analysisType, instrument, extractionDevice, simulated) is { } blank
            ? new AnalysisBlank(blank.RunUuid, blank.RunId, blank.AnalysisType, blank.At, blank.Isotopes)
            : null,
        Baselines.GetValueOrDefault((instrument, simulated)) is { } baselines ? new PreviousBaselines(baselines.RunUuid, baselines.RunId, baselines.Detectors) : null);

    /// <summary>The state to be kept.</summary>
    public RegistrySnapshot ToSnapshot() => new(
        SnapshotBuild.Current,
        Aliquots,
        Kept(Steps),
        [.. Open.Values.OrderBy(reserved => reserved.RunUuid, StringComparer.Ordinal)],
        Blanks,
        [.. Baselines.Values.OrderBy(measured => measured.Instrument, StringComparer.Ordinal).ThenBy(measured => measured.Simulated)])
    {
        Given = [.. Given.Values.OrderBy(given => given.RunUuid, StringComparer.Ordinal)],
        Provisional = [.. Provisional.Values.OrderBy(given => given.RunUuid, StringComparer.Ordinal)],
        ProvisionalSteps = Kept(ProvisionalSteps),
        Unsettled = [.. Unsettled],
    };

    /// <summary>The state that was kept.</summary>
    public static RunRegistry Of(RegistrySnapshot kept) => new()
    {
        Aliquots = kept.Aliquots,
        Steps = Of(kept.Steps),
        Open = kept.Open.ToImmutableDictionary(reserved => reserved.RunUuid),
        Blanks = kept.Blanks,
        Baselines = kept.Baselines.ToImmutableDictionary(measured => (measured.Instrument, measured.Simulated)),
        Given = kept.Given.ToImmutableDictionary(given => given.RunUuid),
        Provisional = kept.Provisional.ToImmutableDictionary(given => given.RunUuid),
        ProvisionalSteps = Of(kept.ProvisionalSteps),
        Unsettled = [.. kept.Unsettled],
    };

    private static ImmutableArray<AliquotSteps> Kept(ImmutableDictionary<(string Identifier, int Aliquot), int> steps) =>
        [.. steps.Select(of => new AliquotSteps(of.Key.Identifier, of.Key.Aliquot, of.Value)).OrderBy(of => of.Identifier, StringComparer.Ordinal).ThenBy(of => of.Aliquot)];

    private static ImmutableDictionary<(string Identifier, int Aliquot), int> Of(ImmutableArray<AliquotSteps> kept) => kept.ToImmutableDictionary(of => (of.Identifier, of.Aliquot), of => of.Step);

    private RunRegistry Spent(string identifier, int aliquot, int step) => this with
    {
        Aliquots = Aliquots.SetItem(identifier, Math.Max(Aliquots.GetValueOrDefault(identifier), aliquot)),
        Steps = Steps.SetItem((identifier, aliquot), Math.Max(Steps.GetValueOrDefault((identifier, aliquot), -1), step)),
    };

    /// <summary>Folds an event of the registry; an event of another actor is an error.</summary>
    public RunRegistry Apply(IJournalEvent e) => e switch
    {
        AliquotReserved r => this with { Open = Open.SetItem(r.RunUuid, r), Given = Given.Remove(r.RunUuid) },
        AliquotSpent s when Open.TryGetValue(s.RunUuid, out var r) => (Provisional.ContainsKey(s.RunUuid) ? this : Spent(r.Identifier, r.Aliquot, r.Step)) with { Open = Open.Remove(s.RunUuid) },
        AliquotSpent => this,
        AliquotReturned r => this with { Open = Open.Remove(r.RunUuid), Provisional = Provisional.Remove(r.RunUuid) },
        AliquotObtained o => this with { Given = Given.SetItem(o.RunUuid, new AliquotReserved(o.At, o.Identifier, o.Aliquot, o.Step, o.RunUuid)) },
        AliquotProvisional p => Provisionally(p),
        AliquotUnsettled u => this with { Unsettled = Unsettled.Add(u.RunUuid) },
        AliquotSettled s => Spent(s.Identifier, s.Aliquot, s.Step) with { Provisional = Provisional.Remove(s.RunUuid), Unsettled = Unsettled.Remove(s.RunUuid) },
        BlankMeasured b => this with { Blanks = Blanks.Add(b) },
        BlankChosen c when Blanks.LastOrDefault(b => b.RunId == c.RunId && b.Instrument == c.Instrument) is { } chosen => this with
        {
            Blanks = Blanks.Add(chosen with { AnalysisType = $"blank_{c.AnalysisType}", ExtractionDevice = c.ExtractionDevice }),
        },
        BlankChosen => this,
        NumbersTaken t => this with
        {
            Aliquots = Aliquots.SetItem(t.Identifier, Math.Max(Aliquots.GetValueOrDefault(t.Identifier), t.Aliquot)),
            Steps = t.UserAliquot > 0
                ? Steps.SetItem((t.Identifier, t.UserAliquot), Math.Max(Steps.GetValueOrDefault((t.Identifier, t.UserAliquot), -1), t.Step))
                : Steps,
        },
        BaselinesMeasured b => this with { Baselines = Baselines.SetItem((b.Instrument, b.Simulated), b) },
        _ => throw new ArgumentException($"{e.GetType().Name} is not an event of the run registry", nameof(e)),
    };
}
