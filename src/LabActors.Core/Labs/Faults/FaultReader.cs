using System.Collections.Immutable;
using LabActors.Core.Labs.Reading;

namespace LabActors.Core.Labs.Faults;

/// <summary>Reads one fault of a laboratory.</summary>
internal sealed class FaultReader
{
    private readonly LabDefinition _lab;
    private readonly NameSet _devices;
    private readonly NameSet _ports;
    private readonly NameSet _volumes;
    private readonly NameSet _names = new("fault");

    public FaultReader(LabDefinition lab)
    {
        _lab = lab;
        _devices = Named("device", lab.Devices.Select(d => d.Name));
        _ports = Named("port", lab.Ports.Select(p => p.Name));
        _volumes = Named("volume", lab.Volumes.Select(v => v.Name));
    }

    /// <summary>The fault; null when its kind is unknown.</summary>
    /// <param name="isPlanned">It is one of a file, which may have a name and an instant.</param>
    public PlannedFault? Read(YamlMap m, bool isPlanned)
    {
        var word = m.Text("kind");
        if (FaultKinds.Find(word) is not { } kind)
        {
            if (word.Length > 0)
                m.Report("kind", $"found '{word}', expected one of {string.Join(", ", FaultKinds.All.Select(k => k.Name))}");
            return null;
        }

        var fault = Target(m, new PlannedFault(kind) { Line = isPlanned ? m.LineOf("kind") : 0 });
        if (isPlanned)
        {
            fault = fault with { Name = m.Has("name") ? m.NewName("name", _names) : "", At = Seconds(m, "at_s") };
            if (fault.At is null && fault.Name.Length == 0)
                m.Report("kind", "found neither at_s nor name, expected when it happens, or the name by which it is typed");
        }

        foreach (var missing in kind.Required.Where(key => !m.Has(key)))
            m.Report("kind", $"missing key '{missing}', expected with {kind.Name}: {Meaning(kind, missing)}");
        fault = Parameters(m, kind, fault);
        if (!kind.IsOnce)
            fault = fault with { For = Seconds(m, "for_s") };
        m.End();
        return fault;
    }

    private PlannedFault Target(YamlMap m, PlannedFault fault)
    {
        if (fault.Kind.Target == FaultTarget.Volume)
            return fault with { Volume = m.Name("volume", _volumes) };
        if (fault.Kind.Target != FaultTarget.DeviceOrPort || !m.Has("port"))
            return fault with { Device = m.Name("device", _devices) };
        if (m.Has("device"))
            m.Report("port", "found a device and a port, expected one of them");
        return fault with { Port = m.Name("port", _ports) };
    }

    private PlannedFault Parameters(YamlMap m, FaultKind kind, PlannedFault fault)
    {
        foreach (var key in kind.Keys.Where(m.Has))
        {
            fault = key switch
            {
                "part" => fault with { Part = Part(m, kind, fault.Device) },
                "seconds" => fault with { Seconds = m.Seconds(key, 0).TotalSeconds },
                "value" => fault with { Value = m.Number(key, kind.Least, kind.Most) },
                "text" => fault with { Text = m.Text(key) },
                "request" => fault with { Request = m.Text(key) },
                _ => fault with { Count = (int)m.Number(key, 1, 1_000_000) },
            };
        }

        return fault;
    }

    // A valve by its name or its address at the device.
    private string Part(YamlMap m, FaultKind kind, string device)
    {
        var part = m.Text("part");
        ImmutableArray<ValveDefinition> valves = [.. _lab.Valves.Where(v => v.Device == device || v.StateDevice == device)];
        if (kind.IsOfValve && part.Length > 0 && device.Length > 0 && !valves.Any(v => part == v.Name || part == v.StateAddress || v.Address.Split(',').Any(a => a.Trim() == part)))
            m.Report("part", $"found '{part}', expected a valve of '{device}': {(valves.IsEmpty ? "it has none" : string.Join(", ", valves.Select(v => v.Name)))}");
        return part;
    }

    private static TimeSpan? Seconds(YamlMap m, string key) => m.Has(key) ? m.Seconds(key, 0) : null;

    private static string Meaning(FaultKind kind, string key) => key switch
    {
        "seconds" => kind.Seconds,
        "value" => kind.Value,
        _ => throw new InvalidOperationException($"no kind of fault needs {key}"),
    };

    private static NameSet Named(string what, IEnumerable<string> names)
    {
        var set = new NameSet(what);
        foreach (var name in names)
            set.Add(name);
        return set;
    }
}
