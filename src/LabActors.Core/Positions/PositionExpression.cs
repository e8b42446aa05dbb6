using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LabActors.Core.Queues;

namespace LabActors.Core.Positions;

/// <summary>
/// Position expressions. They are expanded when runs are created; a queue file keeps the text, and when the run is
/// executed the text becomes the list of positions that one analysis is taken from.
/// </summary>
public static partial class PositionExpression
{
    // More runs than any holder has holes: a mistyped range must not create them.
    private const int MostPositions = 10_000;

    /// <summary>The positions of the runs that an expression creates, one each.</summary>
    /// <exception cref="FormatException">A list with an element that is neither number nor range, or a step of 0.</exception>
    public static ImmutableArray<string> Generate(string expression) => ExpandedForm(expression) switch
    {
        PositionForm.Slice => Texts(SliceNumbers(expression, '-')),
        PositionForm.ColonSlice => Texts(SliceNumbers(expression, ':')),
        PositionForm.SteppedSlice => Texts(SteppedNumbers(expression)),
        PositionForm.SliceList => Texts([.. expression.Split(';').SelectMany(element => ElementNumbers(element))]),
        _ => [expression],
    };

    /// <summary>The next block of the same length and direction: <c>1-5</c> gives <c>6-10</c>, <c>1,3,5</c> gives <c>7,9,11</c>.</summary>
    /// <exception cref="FormatException">A named point, coordinates or any other text that has no next.</exception>
    public static string Increment(string expression)
    {
        switch (ExpandedForm(expression))
        {
            case PositionForm.Slice:
                return Ends(Next(SliceNumbers(expression, '-')), '-');
            case PositionForm.ColonSlice:
                return Ends(Next(SliceNumbers(expression, ':')), ':');
            case PositionForm.SteppedSlice:
                var next = Next(SteppedNumbers(expression));
                var step = next.Length > 1 ? next[1] - next[0] : PythonText.Int(expression.Split(':')[2]);
                return $"{Ends(next, ':')}:{step}";
            case PositionForm.SliceList:
                return IncrementList(expression);
            case PositionForm.Transect:
                var parts = expression.Split('-');
                return $"{parts[0]}-{PythonText.Int(parts[^1]) + 1}";
            default:
                return IncrementHoles(PythonText.Ints(expression));
        }
    }

    /// <summary>The positions of one run: coordinates are separated by <c>;</c>, holes by <c>,</c> (spaces are kept).</summary>
    public static ImmutableArray<string> Split(string expression) =>
        IsCoordinates(expression) ? [.. expression.Split(';')]
        : expression.Contains(',') ? [.. expression.Split(',')]
        : [expression];

    /// <summary>True for coordinates <c>x,y[,z]</c>, several separated by <c>;</c>: one decimal each and a decimal point.</summary>
    public static bool IsCoordinates(string expression) => CoordinatesForm().IsMatch(expression);

    /// <summary>The form that an editor accepts the expression as; <see cref="PositionForm.Text"/> is what it refuses.</summary>
    public static PositionForm Form(string expression)
    {
        if (expression.Length == 0)
            return PositionForm.Empty;
        if (PositionPoint().IsMatch(expression))
            return PositionForm.Position;
        if (ExpandedForm(expression) is not PositionForm.Text and var form)
            return form;
        if (IsCoordinates(expression))
            return PositionForm.Coordinates;
        return expression.Split(',').All(part => PythonText.TryInt(part, out _)) ? PositionForm.Holes : PositionForm.Text;
    }

    /// <summary>The numbers from start to stop, both ends included, by the step in the direction that leads there; the stop may be overshot.</summary>
    /// <exception cref="FormatException">The step is 0 or leads away, or the block is absurdly long.</exception>
    public static ImmutableArray<int> Range(int start, int stop, int step = 1)
    {
        if (step < 1)
            throw new FormatException($"the step {step} leads nowhere; expected 1 or more");
        var direction = start > stop ? -step : step;
        // As many whole steps as it takes to reach the stop, the last of which may go past it.
        var count = ((Math.Abs((long)stop - start) + step - 1) / step) + 1;
        if (count > MostPositions)
            throw new FormatException($"{start} to {stop} are {count} positions; expected {MostPositions} at most");
        return [.. Enumerable.Range(0, (int)count).Select(index => start + (index * direction))];
    }

    private static PositionForm ExpandedForm(string expression) =>
        SliceForm().IsMatch(expression) ? PositionForm.Slice
        : SteppedSliceForm().IsMatch(expression) ? PositionForm.SteppedSlice
        : ColonSliceForm().IsMatch(expression) ? PositionForm.ColonSlice
        : SliceListStart().IsMatch(expression) ? PositionForm.SliceList
        : TransectForm().IsMatch(expression) ? PositionForm.Transect
        : PositionForm.Text;

    private static ImmutableArray<string> Texts(ImmutableArray<int> numbers) =>
        [.. numbers.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static ImmutableArray<int> SliceNumbers(string text, char separator)
    {
        var ends = text.Split(separator);
        return ends.Length == 2
            ? Range(PythonText.Int(ends[0]), PythonText.Int(ends[1]))
            : throw new FormatException($"\"{text}\" is not a range; expected two numbers with {separator} between them");
    }

    private static ImmutableArray<int> SteppedNumbers(string text)
    {
        var parts = text.Split(':');
        return Range(PythonText.Int(parts[0]), PythonText.Int(parts[1]), PythonText.Int(parts[2]));
    }

    private static ImmutableArray<int> ElementNumbers(string element) =>
        element.Contains('-') ? SliceNumbers(element, '-') : [PythonText.Int(element)];

    private static ImmutableArray<int> Next(ImmutableArray<int> numbers)
    {
        var distance = numbers.Length > 1 ? numbers[^1] - numbers[0] + (numbers[1] - numbers[0]) : 1;
        return [.. numbers.Select(number => number + distance)];
    }

    private static string Ends(ImmutableArray<int> numbers, char separator) => $"{numbers[0]}{separator}{numbers[^1]}";

    // Every element moves by the last number of the list.
    private static string IncrementList(string expression)
    {
        var elements = expression.Split(';').Select(ElementNumbers).ToArray();
        var distance = elements[^1][^1];
        return string.Join(';', elements.Zip(expression.Split(';'), (numbers, text) => text.Contains('-')
            ? $"{numbers[0] + distance}-{numbers[^1] + distance}"
            : $"{numbers[0] + distance}"));
    }

    // Each hole moves by the span of the list and the gap to its neighbour; the last has no neighbour and keeps the gap before it.
    private static string IncrementHoles(int[] holes)
    {
        var span = holes.Max() - holes.Min();
        var gaps = holes.Length > 1 ? holes.Skip(1).Zip(holes, (next, hole) => next - hole).ToArray() : [1];
        return string.Join(',', holes.Select((hole, index) => hole + span + gaps[Math.Min(index, gaps.Length - 1)]));
    }

    [GeneratedRegex(@"\A[0-9]+-[0-9]+\z")]
    private static partial Regex SliceForm();

    [GeneratedRegex(@"\A[0-9]+:[0-9]+:[0-9]+\z")]
    private static partial Regex SteppedSliceForm();

    [GeneratedRegex(@"\A[0-9]+:[0-9]+\z")]
    private static partial Regex ColonSliceForm();

    // Whatever begins as a list has to be one: its elements are checked one by one.
    [GeneratedRegex(@"\A[0-9]+(-[0-9]+)?;+[0-9]")]
    private static partial Regex SliceListStart();

    [GeneratedRegex(@"\A[tT]+[0-9\W]+-+[0-9\W]+\z")]
    private static partial Regex TransectForm();

    [GeneratedRegex(@"\A[pPlLrRdD0-9]?[0-9]\z")]
    private static partial Regex PositionPoint();

    [GeneratedRegex(@"\A[-+]?[0-9]+\.[0-9](,[-+]?[0-9]+\.[0-9]){1,2}(;[-+]?[0-9]+\.[0-9](,[-+]?[0-9]+\.[0-9]+){1,2})*\z")]
    private static partial Regex CoordinatesForm();
}
