namespace LabActors.Core.Labs;

/// <summary>Where a tray lies on a stage.</summary>
/// <param name="X">Stage coordinate of the tray's centre, mm.</param>
/// <param name="Y">Stage coordinate of the tray's centre, mm.</param>
/// <param name="RotationDegrees">By which the tray is turned, counterclockwise.</param>
public sealed record StageCalibration(double X, double Y, double RotationDegrees)
{
    /// <summary>Tray and stage have the same coordinates.</summary>
    public static StageCalibration None { get; } = new(0, 0, 0);

    /// <summary>The stage's coordinates of a point of the tray.</summary>
    public (double X, double Y) ToStage(double x, double y)
    {
        var (sin, cos) = Math.SinCos(RotationDegrees * Math.PI / 180);
        return (X + (cos * x) - (sin * y), Y + (sin * x) + (cos * y));
    }
}
