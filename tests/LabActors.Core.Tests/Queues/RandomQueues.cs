using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Queues;

/// <summary>Random queues whose every value a file can hold.</summary>
public static class RandomQueues
{
    private static readonly Gen<string> Text =
        from characters in Gen.ArrayOf(Gen.Elements("ab 1.-_:#,;'\"\\{}[]()\tñ°µ→%@!&*|>=?~^/".ToCharArray()), 12)
        from length in Gen.Choose(0, 12)
        select new string(characters[..length]).Trim() is var text && text == "---" ? "" : new string(characters[..length]).Trim();

    private static readonly Gen<string> HeaderText = Gen.OneOf(
        Text,
        Gen.Elements("0012", "0089", "yes", "no", "on", "null", "~", "1.50", "1e3", ".inf", "0x10", "1:30", "2016-04-16", "18hole", "---", " a ", "a: b", "a #1", "a\nb", "\"q\"", "'"));

    private static readonly Gen<string> Word =
        from letters in Gen.NonEmptyListOf(Gen.Elements("abcXYZ019_-".ToCharArray()))
        select letters.All(letter => letter == '-') ? "x" : new string([.. letters]); // dashes alone mean none

    private static readonly Gen<double> Number = Gen.OneOf(
        Gen.Constant(0.0),
        Gen.Choose(-1000, 100_000).Select(number => number / 8.0),
        Gen.Choose(1, int.MaxValue).Select(number => number * 1e-14),
        Gen.Choose(1, int.MaxValue).Select(number => number * 1e12),
        Gen.Choose(1, int.MaxValue).Select(number => 1.0 / number),
        Gen.Elements(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue));

    private static readonly Gen<string> Labnumber = Gen.OneOf(
        Gen.Choose(1, 99_999).Select(number => number.ToString()),
        Gen.Elements("bu-FC-J", "a-01-F", "bu-01-01", "ic-01-J", "dg", "pa", "64072-01A"));

    private static readonly Gen<bool> Flag = Gen.Elements(true, false);

    public static Gen<RunSpec> Run { get; } =
        from labnumber in Labnumber
        from aliquot in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 300)))
        from texts in Gen.ArrayOf(Text, 6)
        from words in Gen.ArrayOf(Word, 9)
        from numbers in Gen.ArrayOf(Number, 12)
        from wholes in Gen.ArrayOf(Gen.Choose(0, 500), 4)
        from flags in Gen.ArrayOf(Flag, 5)
        let run = new RunSpec { Labnumber = labnumber }
        select run with
        {
            UserDefinedAliquot = run.IsSpecial || labnumber.Contains('-') ? 0 : aliquot,
            Position = texts[0],
            SampleAsWritten = texts[1],
            Comment = texts[2],
            Conditionals = texts[3],
            ExtractUnits = texts[4],
            ScriptOptions = texts[5],
            ExtractionScript = words[0],
            MeasurementScript = words[1],
            PostEquilibrationScript = words[2],
            PostMeasurementScript = words[3],
            SynExtractionScript = words[4],
            RepositoryIdentifier = words[5],
            Pattern = words[6] + ".lp",
            Mask = words[7],
            Attenuator = words[8],
            ExtractValue = numbers[0],
            Duration = numbers[1],
            Cleanup = numbers[2],
            PreCleanup = numbers[3],
            PostCleanup = numbers[4],
            CryoTemperature = numbers[5],
            LightValue = numbers[6],
            RampDuration = numbers[7],
            RampRate = numbers[8],
            CollectionTimeZeroOffset = numbers[9],
            Weight = numbers[10],
            DelayAfter = numbers[11],
            BeamDiameter = numbers[0] == 0 ? "" : PythonText.Repr(numbers[0]),
            Overlap = wholes[0],
            MinPumpTime = wholes[1],
            FrequencyGroup = wholes[2],
            Reprate = wholes[3] == 0 ? "" : wholes[3].ToString(),
            UseCddWarming = flags[0],
            DisableBetweenPositions = flags[1],
            Autocenter = flags[2],
            EndAfter = flags[3],
            Skip = flags[4],
        };

    public static Gen<ExperimentQueue> Queue { get; } =
        from texts in Gen.ArrayOf(HeaderText, 7)
        from spectrometer in Word
        from device in Gen.Elements("Fusions CO2", "Fusions UV", "Extract Device")
        from delays in Gen.ArrayOf(Gen.Choose(-5, 3600), 5)
        from flags in Gen.ArrayOf(Flag, 3)
        from repository in Word
        from runs in Gen.ListOf(Run)
        select new ExperimentQueue
        {
            Name = "random",
            Path = "random.txt",
            Username = texts[0],
            Email = texts[1],
            Date = texts[2],
            QueueConditionalsName = texts[3],
            Tray = texts[4],
            LoadName = texts[5],
            Note = texts[6],
            MassSpectrometer = spectrometer,
            ExtractDevice = device,
            DelayBeforeAnalyses = delays[0],
            DelayBetweenAnalyses = delays[1],
            DelayAfterBlank = delays[2],
            DelayAfterAir = delays[3],
            DefaultLighting = delays[4],
            UseEmail = flags[0],
            UseGroupEmail = flags[1],
            AutoSaveDetectorIc = flags[2],
            RepositoryIdentifier = repository,
            Runs = [.. runs],
        };

    public static Arbitrary<ExperimentQueue> ArbitraryQueue() => Arb.From(Queue, Shrink);

    // The part of a queue that fails is told best by its runs one by one.
    private static IEnumerable<ExperimentQueue> Shrink(ExperimentQueue queue) => queue.Runs.Length < 2
        ? []
        : queue.Runs.Select(run => queue with { Runs = ImmutableArray.Create(run) });
}
