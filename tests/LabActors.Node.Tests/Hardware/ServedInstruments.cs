using System.Globalization;
using System.Text.Json.Nodes;
using LabActors.Node.Simulation.Serving;

namespace LabActors.Node.Tests.Hardware;

/// <summary>What a test does to simulated instruments behind the drivers' backs, and what it knows of them.</summary>
internal sealed class ServedInstruments(SimulatorDesk desk)
{
    /// <summary>Something is wrong.</summary>
    public bool HasFaults => Do("faults", [])["faults"]!.AsArray().Count > 0;

    /// <summary>All that is really so of the laboratory, and no instrument says.</summary>
    public JsonNode Laboratory => Do("truth", [])["truth"]!["laboratory"]!;

    /// <summary>Something goes wrong.</summary>
    public void Fault(string device, string kind, params (string Key, JsonNode Value)[] more)
    {
        var fault = new JsonObject { ["device"] = device, ["kind"] = kind };
        foreach (var (key, value) in more)
            fault[key] = value;
        Do("fault", fault);
    }

    /// <summary>Nothing of a device is wrong any more.</summary>
    public void Mend(string device) => Do("mend", new JsonObject { ["device"] = device });

    /// <summary>Waits until nothing is wrong any more: what had so many answers has had them.</summary>
    public async Task FaultsAreUsedAsync(CancellationToken limit)
    {
        while (HasFaults)
            await Task.Delay(5, limit);
    }

    /// <summary>All that is really so.</summary>
    public JsonNode Truth(string device) => Do("truth", new JsonObject { ["device"] = device })["truth"]!;

    /// <summary>What is really so.</summary>
    public string Truth(string device, string fact) => Truth(device)[fact].ShouldNotBeNull().ToString();

    /// <summary>A number that is really so.</summary>
    public double TrueNumber(string device, string fact) => double.Parse(Truth(device, fact), CultureInfo.InvariantCulture);

    private JsonObject Do(string what, JsonObject about)
    {
        var answer = desk.Do(new JsonObject { [what] = about });
        answer["ok"]!.GetValue<bool>().ShouldBeTrue(answer.ToJsonString());
        return answer;
    }
}
