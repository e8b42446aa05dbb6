namespace LabActors.Core.Importing;

/// <summary>A set-up folder that cannot be imported at all; the message says where and why.</summary>
public sealed class ImportRefusedException(string message) : Exception(message);
