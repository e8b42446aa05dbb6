using System.Globalization;
using Akka.Configuration;

namespace LabActors.Actors.Time;

/// <summary>How a virtual clock starts, and when it complains.</summary>
/// <param name="Start">Laboratory time at which it starts.</param>
/// <param name="Pace">How fast it passes.</param>
/// <param name="StallAfter">Real time for which a hold may last before it is reported.</param>
public sealed record VirtualClockOptions(DateTimeOffset Start, ClockPace Pace, TimeSpan StallAfter)
{
    /// <summary>HOCON section of the clock's settings (<c>start</c>, <c>pace</c>, <c>stall-after</c>).</summary>
    public const string Section = "labactors.clock";

    /// <summary>Start 2026-01-01T08:00:00Z, as fast as possible, stall after 10 s.</summary>
    public static VirtualClockOptions Default { get; } = new(
        new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero),
        ClockPace.Virtual,
        TimeSpan.FromSeconds(10));

    /// <summary>Reads the section <see cref="Section"/>; a key that is not there has its default.</summary>
    /// <exception cref="ConfigurationException">A value is not of its form; the message says key, value and form.</exception>
    public static VirtualClockOptions From(Config config)
    {
        var section = config.GetConfig(Section);
        if (section is null || section.IsEmpty)
            return Default;
        return new VirtualClockOptions(
            section.HasPath("start") ? ReadStart(section.GetString("start")) : Default.Start,
            section.HasPath("pace") ? ReadPace(section.GetString("pace")) : Default.Pace,
            section.HasPath("stall-after") ? ReadStallAfter(section) : Default.StallAfter);
    }

    private static DateTimeOffset ReadStart(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start)
            ? start
            : throw new ConfigurationException($"{Section}.start is '{text}': expected an instant such as \"2026-01-01T08:00:00Z\".");

    private static ClockPace ReadPace(string text) =>
        ClockPace.TryParse(text, out var pace)
            ? pace
            : throw new ConfigurationException($"{Section}.pace is '{text}': expected virtual, real or xN such as x50.");

    private static TimeSpan ReadStallAfter(Config section)
    {
        var stallAfter = section.GetTimeSpan("stall-after");
        return stallAfter > TimeSpan.Zero
            ? stallAfter
            : throw new ConfigurationException($"{Section}.stall-after is '{section.GetString("stall-after")}': expected a duration above zero such as 10s.");
    }
}
