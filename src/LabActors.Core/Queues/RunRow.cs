using LabActors.Core.Identifiers;
using LabActors.Core.Problems;
using LabActors.Core.Runs;

namespace LabActors.Core.Queues;

/// <summary>One row of the run table on its way into a run; it gathers every problem of its cells.</summary>
internal sealed class RunRow
{
    private readonly RunColumns columns;
    private readonly string path;
    private readonly string[] cells;
    private readonly int line;
    private readonly bool skip;
    private readonly List<Problem> problems = [];

    private RunRow(string text, int line, bool skip, RunColumns columns, string path)
    {
        (cells, this.line, this.skip, this.columns, this.path) = (text.Split('\t'), line, skip, columns, path);
    }

    /// <summary>In the order of the columns.</summary>
    public IEnumerable<Problem> Problems => problems.OrderBy(problem => problem.Column);

    /// <summary>The row of a line, null for a comment (<c>##</c>) and an empty line. <c>#</c> keeps a row from being run.</summary>
    public static RunRow? Of(string line, int number, RunColumns columns, string path)
    {
        var text = line.TrimEnd();
        if (text.StartsWith("##", StringComparison.Ordinal))
            return null;
        var skip = text.StartsWith('#');
        text = skip ? text[1..] : text;
        return text.Length == 0 ? null : new RunRow(text, number, skip, columns, path);
    }

    public RunSpec Read(ExperimentQueue queue, IdentifierTable identifiers, string nextPosition)
    {
        var (labnumber, aliquot) = Labnumber(identifiers);
        var type = identifiers.AnalysisType(labnumber);
        var repository = RepositoryIdentifiers.Normalize(Text(QueueColumn.Repository));
        var (overlap, pumpTime) = Overlap();
        return new RunSpec
        {
            Row = line,
            Skip = skip,
            Labnumber = labnumber,
            UserDefinedAliquot = aliquot,
            DeclaredAnalysisType = type == IdentifierTable.Default.AnalysisType(labnumber) ? "" : type,
            SampleAsWritten = Text(QueueColumn.Sample),
            Position = Text(QueueColumn.Position),
            NextPosition = RunCells.Decode(nextPosition),
            ExtractValue = Number(QueueColumn.ExtractValue),
            ExtractUnits = Text(QueueColumn.ExtractUnits),
            Duration = Number(QueueColumn.Duration),
            Cleanup = Number(QueueColumn.Cleanup),
            PreCleanup = Number(QueueColumn.PreCleanup),
            PostCleanup = Number(QueueColumn.PostCleanup),
            CryoTemperature = Number(QueueColumn.CryoTemperature),
            Overlap = overlap,
            MinPumpTime = pumpTime,
            BeamDiameter = Cell(QueueColumn.BeamDiameter).Text.Length > 0 ? PythonText.Repr(Number(QueueColumn.BeamDiameter)) : "",
            Pattern = Text(QueueColumn.Pattern),
            LightValue = Number(QueueColumn.LightValue),
            ExtractionScript = Text(QueueColumn.Extraction),
            RampDuration = Number(QueueColumn.RampDuration),
            RampRate = Number(QueueColumn.RampRate),
            CollectionTimeZeroOffset = Number(QueueColumn.TimeZeroOffset),
            MeasurementScript = Text(QueueColumn.Measurement),
            Conditionals = Text(QueueColumn.Conditionals),
            SynExtractionScript = Text(QueueColumn.SynExtraction),
            UseCddWarming = Flag(QueueColumn.UseCddWarming),
            PostMeasurementScript = Text(QueueColumn.PostMeasurement),
            PostEquilibrationScript = Text(QueueColumn.PostEquilibration),
            ScriptOptions = Text(QueueColumn.ScriptOptions),
            DisableBetweenPositions = Flag(QueueColumn.DisableBetweenPositions),
            Weight = Number(QueueColumn.Weight),
            Comment = Text(QueueColumn.Comment),
            Autocenter = Flag(QueueColumn.Autocenter),
            FrequencyGroup = FrequencyGroup(),
            RepositoryIdentifier = repository.Length > 0 ? repository : queue.RepositoryIdentifier,
            DelayAfter = Number(QueueColumn.DelayAfter),
            EndAfter = Flag(QueueColumn.EndAfter),
            Reprate = Reprate(),
            Mask = Text(QueueColumn.Mask),
            Attenuator = Text(QueueColumn.Attenuator),
            Image = Text(QueueColumn.Image),
            MassSpectrometer = queue.MassSpectrometer,
            ExtractDevice = queue.ExtractDevice,
            Tray = queue.Tray,
            LoadName = queue.LoadName,
            Username = queue.Username,
            QueueConditionalsName = queue.QueueConditionalsName,
        };
    }

    // identifier-aliquot has exactly one dash; a special identifier (bu-01-01) has two, and its last part may be digits.
    private (string Labnumber, int Aliquot) Labnumber(IdentifierTable identifiers)
    {
        var cell = Cell(QueueColumn.Labnumber);
        if (!RunIds.EndsInAliquot(cell.Text))
            return (cell.Text, 0);
        var parts = cell.Text.Split('-');
        if (parts.Length == 3 && identifiers.IsSpecial(cell.Text) && parts[1].Length > 0)
            return (cell.Text, 0);
        if (parts.Length == 2 && PythonText.TryInt(parts[1], out var aliquot) && aliquot <= int.MaxValue)
            return (parts[0], (int)aliquot);
        Add(cell, $"found \"{cell.Text}\"; expected an identifier, identifier-aliquot or tag-modifier-spectrometer");
        return (cell.Text, 0);
    }

    private (int Overlap, int PumpTime) Overlap()
    {
        var cell = Cell(QueueColumn.Overlap);
        var numbers = cell.Text.Split(',');
        if (numbers.Length <= 2 && numbers.All(number => PythonText.TryInt(number, out var value) && value is >= int.MinValue and <= int.MaxValue))
            return (PythonText.Int(numbers[0]), numbers.Length == 2 ? PythonText.Int(numbers[1]) : 0);
        if (cell.Text.Length > 0)
            Add(cell, $"found \"{cell.Text}\", the run will not overlap; expected whole seconds, \"10\" or \"10,60\"", ProblemSeverity.Warning);
        return (0, 0);
    }

    private int FrequencyGroup()
    {
        var number = Number(QueueColumn.FrequencyGroup);
        if (number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue)
            return (int)number;
        var cell = Cell(QueueColumn.FrequencyGroup);
        Add(cell, $"found \"{cell.Text}\"; expected a whole number");
        return 0;
    }

    private string Reprate()
    {
        var cell = Cell(QueueColumn.Reprate);
        if (cell.Text.Length == 0)
            return "";
        if (PythonText.TryInt(cell.Text, out var rate))
            return rate.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Add(cell, $"found \"{cell.Text}\", ignored; expected a whole number", ProblemSeverity.Warning);
        return "";
    }

    private double Number(QueueColumn column)
    {
        var cell = Cell(column);
        if (cell.Text.Length == 0)
            return 0;
        if (PythonText.TryFloat(cell.Text, out var value))
            return value;
        Add(cell, $"found \"{cell.Text}\"; expected a number");
        return 0;
    }

    private bool Flag(QueueColumn column)
    {
        var cell = Cell(column);
        if (cell.Text.Length > 0 && !PythonText.IsBoolWord(cell.Text))
            Add(cell, $"found \"{cell.Text}\", taken as False; expected True or False", ProblemSeverity.Warning);
        return PythonText.ToBool(cell.Text);
    }

    private string Text(QueueColumn column) => RunCells.Decode(Cell(column).Text);

    private RunCell Cell(QueueColumn column) => columns.Cell(cells, column);

    private void Add(RunCell cell, string message, ProblemSeverity severity = ProblemSeverity.Error)
    {
        var problem = new Problem(path, line, cell.Column == 0 ? 0 : cell.Column + (skip ? 1 : 0), message, severity, cell.Name);
        if (!problems.Contains(problem))
            problems.Add(problem);
    }
}
