namespace LabActors.Devices.Transports;

/// <summary>A message that a device sent by itself.</summary>
public sealed record DeviceEvent(ReadOnlyMemory<byte> Message, DateTimeOffset At);
