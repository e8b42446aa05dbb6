using System.Collections.Immutable;

namespace LabActors.Simulator.Wire;

/// <summary>The faults that an instrument has.</summary>
internal sealed class WireFaults
{
    public ImmutableArray<WireFault> All { get; private set; } = [];

    public void Add(WireFault fault) => All = [.. All.Where(f => (f.Kind, f.Part, f.Request) != (fault.Kind, fault.Part, fault.Request)), fault];

    public void Remove(WireFaultKind kind, string part) => All = All.RemoveAll(f => f.Kind == kind && (part.Length == 0 || f.Part == part));

    /// <summary>The fault that something has; null for none.</summary>
    public WireFault? Find(WireFaultKind kind, string part = "", string request = "")
    {
        foreach (var fault in All)
        {
            if (fault.Kind == kind && (fault.Part.Length == 0 || string.Equals(fault.Part, part, StringComparison.OrdinalIgnoreCase)) && request.Contains(fault.Request, StringComparison.Ordinal))
                return fault;
        }

        return null;
    }

    /// <summary>The fault that an answer has, which counts as one of the answers that have it; null for none.</summary>
    public WireFault? Use(WireFaultKind kind, string part = "", string request = "")
    {
        if (Find(kind, part, request) is not { } fault)
            return null;
        if (fault.Count is { } count)
            All = count > 1 ? All.Replace(fault, fault with { Count = count - 1 }) : All.Remove(fault);
        return fault;
    }
}
