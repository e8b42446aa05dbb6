namespace LabActors.Simulator.Wire.Thermo;

/// <summary>A command of the remote control server.</summary>
/// <param name="Parameter">The hardware parameter that it is about; empty when the request names it.</param>
/// <param name="Factor">What is said, times this, is what the parameter holds.</param>
public sealed record QtegraCommand(QtegraOperation Operation, string Parameter = "", double Factor = 1);
