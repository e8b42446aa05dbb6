namespace LabActors.Core.Importing.Pychron;

/// <summary>A device that Pychron starts.</summary>
/// <param name="Class">Its class, where the file says it; empty elsewhere.</param>
/// <param name="Manager">The manager that it belongs to; empty for none.</param>
/// <param name="Plugin">The plug-in that it belongs to.</param>
/// <param name="IsEnabled">Whether it, its manager and its plug-in are.</param>
internal sealed record InitDevice(string Name, string Class, string Manager, string Plugin, bool IsEnabled, string File, int Line);
