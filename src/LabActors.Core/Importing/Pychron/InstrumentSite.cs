namespace LabActors.Core.Importing.Pychron;

/// <summary>Where the mass spectrometer stands on the line.</summary>
/// <param name="Name">As queues name it.</param>
/// <param name="Space">Its space on the drawing; null when it is not drawn.</param>
/// <param name="Inlet">The valve that admits gas; empty when none was found.</param>
/// <param name="Outlet">The valve to its pump; empty when none was found.</param>
internal sealed record InstrumentSite(string Name, CanvasSpace? Space, string Inlet, string Outlet);
