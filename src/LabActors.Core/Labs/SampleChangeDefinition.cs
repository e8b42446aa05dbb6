using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A step of changing samples. What is locked is unlocked first; then valves are closed one after another, and only when all of them are closed others are opened; then valves are locked.</summary>
/// <param name="Name">As it is asked for: isolate, evacuate, finish.</param>
public sealed record SampleChangeDefinition(
    string Name, ImmutableArray<string> Open, ImmutableArray<string> Close, ImmutableArray<string> Lock, ImmutableArray<string> Unlock);
