namespace LabActors.Core.Positions;

/// <summary>The forms of a position expression.</summary>
public enum PositionForm
{
    /// <summary>Nothing.</summary>
    Empty,

    /// <summary>A hole of one or two digits, or a named point: <c>4</c>, <c>42</c>, <c>p4</c>, <c>D1</c>.</summary>
    Position,

    /// <summary><c>7-12</c>, either direction, both ends included.</summary>
    Slice,

    /// <summary><c>10:16:2</c>, start, stop and step.</summary>
    SteppedSlice,

    /// <summary><c>7:12</c>, the same as <see cref="Slice"/>.</summary>
    ColonSlice,

    /// <summary><c>1-6;9;15-20</c>.</summary>
    SliceList,

    /// <summary><c>T1-2</c>, point 2 of transect 1.</summary>
    Transect,

    /// <summary>Coordinates in mm, <c>1.0,2.0[,3.0][;...]</c>.</summary>
    Coordinates,

    /// <summary>Whole numbers with commas: one run over several holes. Also a single hole of three digits and more.</summary>
    Holes,

    /// <summary>Anything else: one run, the text is kept.</summary>
    Text,
}
