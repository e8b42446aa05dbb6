namespace LabActors.Core.Labs;

/// <summary>A hole of a tray.</summary>
/// <param name="Name">As queues name it, usually a number.</param>
/// <param name="X">From the tray's centre, mm.</param>
/// <param name="Y">From the tray's centre, mm.</param>
public sealed record TrayPosition(string Name, double X, double Y);
