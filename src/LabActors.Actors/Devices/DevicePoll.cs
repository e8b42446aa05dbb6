using LabActors.Devices.Ports;

namespace LabActors.Actors.Devices;

/// <summary>A value that a device actor reads by itself.</summary>
/// <param name="What">Under this name the reading is remembered.</param>
public sealed record DevicePoll<TPort>(string What, TimeSpan Every, Func<TPort, CancellationToken, ValueTask<Reading<double>>> Read);
