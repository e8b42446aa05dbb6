using System.Collections.Immutable;
using System.Text.Json;

namespace LabActors.Core.Scripts;

/// <summary>A call with its arguments bound to parameter names, or the reason why they cannot be.</summary>
/// <param name="Arguments">Values by parameter name, defaults filled in; empty when <paramref name="Error"/> is set.</param>
/// <param name="Error">CPython's own message for such a call; null when the call is good.</param>
public sealed record BoundCommand(ImmutableDictionary<string, JsonElement> Arguments, string? Error);
