using System.Globalization;

namespace LabActors.Core.Recovery;

/// <summary>A command that brings hardware to match what a run left: absolute, so that it may be given twice, and one that the line's locks and interlocks still judge.</summary>
public abstract record MatchStep
{
    private MatchStep()
    {
    }

    /// <summary>In words.</summary>
    public abstract override string ToString();

    /// <summary>The magnet goes where the run had sent it.</summary>
    /// <param name="Dac">V.</param>
    public sealed record Magnet(double Dac) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"magnet to {Dac:0.#####} V");
    }

    /// <summary>A detector's deflection.</summary>
    public sealed record Deflection(string Detector, double Value) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"deflection of {Detector} to {Value:0.###}");
    }

    /// <summary>A source or supply parameter.</summary>
    public sealed record Parameter(string Name, double Value) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} to {Value:0.###}");
    }

    /// <summary>The extraction device may give output again; it gave none.</summary>
    public sealed record Enable(string Device) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Device} enabled";
    }

    /// <summary>The extraction device goes where the run had sent it; it gives no output.</summary>
    public sealed record Move(string Device, string Position) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Device} to {Position}";
    }

    /// <summary>A valve between two volumes that keep what they hold is opened again.</summary>
    public sealed record OpenValve(string Valve) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => $"valve {Valve} opened";
    }

    /// <summary>An inlet that a stop of the node closed is opened for the rest of the equilibration.</summary>
    /// <param name="Seconds">What is left of it, s.</param>
    public sealed record OpenInlet(string Inlet, double Seconds) : MatchStep
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"inlet {Inlet} opened for the {Seconds:0.#} s that are left of the equilibration");
    }
}
