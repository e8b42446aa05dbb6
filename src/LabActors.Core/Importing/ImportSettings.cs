namespace LabActors.Core.Importing;

/// <summary>What is to be imported.</summary>
/// <param name="Name">Name of the laboratory.</param>
public sealed record ImportSettings(string Name)
{
    /// <summary>The file of valves, relative to the folder; empty for the one that Pychron reads.</summary>
    public string Valves { get; init; } = "";

    /// <summary>The drawing, relative to the folder; empty for the one that Pychron reads.</summary>
    public string Canvas { get; init; } = "";

    /// <summary>The one file that says what Pychron starts; empty for all of them together.</summary>
    public string Initialization { get; init; } = "";
}
