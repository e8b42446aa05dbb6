using System.Text.Json.Serialization;
using LabActors.Core.Identifiers;

namespace LabActors.Core.Runs;

/// <summary>
/// What one row of an experiment queue asks for: which sample, how its gas is extracted and cleaned, which scripts
/// measure it. Immutable; what becomes of the run (aliquot, step letter, state) is kept by the run, not here.
/// Times are seconds, temperatures kelvin, weights milligrams, beam diameters millimetres.
/// </summary>
[JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
public sealed record RunSpec
{
    /// <summary>1-based line of the queue file that the run was read from, 0 when it came from elsewhere.</summary>
    public int Row { get; init; }

    /// <summary>Identifier without aliquot: digits for an unknown, <c>tag-modifier-spectrometer</c> for a special run.</summary>
    public string Labnumber { get; init; } = "";

    /// <summary>Aliquot that the queue fixes (a step heating), 0 when the next free one is to be taken.</summary>
    public int UserDefinedAliquot { get; init; }

    /// <summary>Position expression as written: a hole, several holes <c>3,4,5</c>, a named point or coordinates.</summary>
    public string Position { get; init; } = "";

    /// <summary>Position of the physically next row, for scripts that move ahead; empty after the last.</summary>
    public string NextPosition { get; init; } = "";

    /// <summary>Extraction power or temperature, in <see cref="ExtractUnits"/>.</summary>
    public double ExtractValue { get; init; }

    /// <summary><c>watts</c>, <c>temp</c>, <c>percent</c>, <c>burst</c> ...; not restricted.</summary>
    public string ExtractUnits { get; init; } = "";

    /// <summary>Heating time, s.</summary>
    public double Duration { get; init; }

    /// <summary>Cleanup time, s.</summary>
    public double Cleanup { get; init; }

    /// <summary>Cleanup time before the main one, s.</summary>
    public double PreCleanup { get; init; }

    /// <summary>Cleanup time after the main one, s.</summary>
    public double PostCleanup { get; init; }

    /// <summary>Temperature of the cold finger, K.</summary>
    public double CryoTemperature { get; init; }

    /// <summary>Beam diameter in mm, as text; empty when the device's own stands.</summary>
    public string BeamDiameter { get; init; } = "";

    /// <summary>Name of the pattern that the stage or beam moves in.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>Illumination of the stage, %.</summary>
    public double LightValue { get; init; }

    /// <summary>Name of the extraction script.</summary>
    public string ExtractionScript { get; init; } = "";

    /// <summary>Name of the measurement script.</summary>
    public string MeasurementScript { get; init; } = "";

    /// <summary>Name of the script that runs when the inlet closes.</summary>
    public string PostEquilibrationScript { get; init; } = "";

    /// <summary>Name of the script that runs after the measurement.</summary>
    public string PostMeasurementScript { get; init; } = "";

    /// <summary>Name of the synthetic extraction script.</summary>
    public string SynExtractionScript { get; init; } = "";

    /// <summary>Name of the options file of the scripts.</summary>
    public string ScriptOptions { get; init; } = "";

    /// <summary>Time over which the extraction value is approached, s.</summary>
    public double RampDuration { get; init; }

    /// <summary>Rate at which the extraction value is approached, units per second.</summary>
    public double RampRate { get; init; }

    /// <summary>Shift of the time zero of the measurement, s.</summary>
    public double CollectionTimeZeroOffset { get; init; }

    /// <summary>Name of a file of conditionals, or one truncation <c>test,start</c>.</summary>
    public string Conditionals { get; init; } = "";

    /// <summary>Warm the CDD between measurements.</summary>
    public bool UseCddWarming { get; init; }

    /// <summary>Switch the extraction device off while it moves between the positions of this run.</summary>
    public bool DisableBetweenPositions { get; init; }

    /// <summary>Center on the sample by camera before extraction.</summary>
    public bool Autocenter { get; init; }

    /// <summary>Sample weight, mg.</summary>
    public double Weight { get; init; }

    /// <summary>The operator's remark.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Number of the batch of inserted reference runs that this one belongs to, 0 for none.</summary>
    public int FrequencyGroup { get; init; }

    /// <summary>Delay after this run in s; 0 leaves it to the queue.</summary>
    public double DelayAfter { get; init; }

    /// <summary>The queue stops after this run.</summary>
    public bool EndAfter { get; init; }

    /// <summary>The next extraction may start this many seconds after the overlap signal; 0 for no overlap.</summary>
    public int Overlap { get; init; }

    /// <summary>Least time in s that the spectrometer is pumped before the next inlet, with overlap.</summary>
    public int MinPumpTime { get; init; }

    /// <summary>The row is kept but not run (<c>#</c> in front of it).</summary>
    public bool Skip { get; init; }

    /// <summary>Name of the spectrometer, from the queue.</summary>
    public string MassSpectrometer { get; init; } = "";

    /// <summary>Name of the extraction device, from the queue.</summary>
    public string ExtractDevice { get; init; } = "";

    /// <summary>Name of the sample holder, from the queue.</summary>
    public string Tray { get; init; } = "";

    /// <summary>Name of the load, from the queue.</summary>
    public string LoadName { get; init; } = "";

    /// <summary>Who runs it, from the queue.</summary>
    public string Username { get; init; } = "";

    /// <summary>Name of the queue's conditionals, from the queue.</summary>
    public string QueueConditionalsName { get; init; } = "";

    /// <summary>Repository of the results: word characters and <c>-</c>.</summary>
    public string RepositoryIdentifier { get; init; } = "";

    /// <summary>Name of the sample, from the database of samples, never from the queue file.</summary>
    public string Sample { get; init; } = "";

    /// <summary>What the <c>sample</c> column of the file says: kept for the reader of the file, trusted by nobody.</summary>
    public string SampleAsWritten { get; init; } = "";

    /// <summary>UV laser: repetition rate, a whole number as text.</summary>
    public string Reprate { get; init; } = "";

    /// <summary>UV laser: mask.</summary>
    public string Mask { get; init; } = "";

    /// <summary>UV laser: attenuator.</summary>
    public string Attenuator { get; init; } = "";

    /// <summary>UV laser: image.</summary>
    public string Image { get; init; } = "";

    /// <summary>Analysis type by the laboratory's own table of identifiers, where that differs from the default table; else empty.</summary>
    public string DeclaredAnalysisType { get; init; } = "";

    /// <summary><c>unknown</c>, <c>blank_unknown</c>, <c>air</c> ... by the identifier.</summary>
    [JsonIgnore]
    public string AnalysisType =>
        DeclaredAnalysisType.Length > 0 ? DeclaredAnalysisType : IdentifierTable.Default.AnalysisType(Labnumber);

    /// <summary>True for references (<c>bu-FC-J</c>): a tag, a dash and more. A bare <c>dg</c> or <c>pa</c> is not special.</summary>
    [JsonIgnore]
    public bool IsSpecial =>
        IdentifierTable.Default.IsSpecial(Labnumber)
        || (DeclaredAnalysisType.Length > 0 && DeclaredAnalysisType != IdentifierTable.UnknownType && Labnumber.Contains('-'));

    /// <summary>True when the queue fixes the aliquot of an unknown: rows that share it are steps A, B, C ... of one heating.</summary>
    [JsonIgnore]
    public bool IsStepHeat => UserDefinedAliquot != 0 && !IsSpecial;

    /// <summary>
    /// Aliquot of the run once <paramref name="assigned"/> is the next free one: the queue's own where it fixes one.
    /// </summary>
    public int AliquotOr(int assigned) => IsStepHeat ? UserDefinedAliquot : assigned;
}
