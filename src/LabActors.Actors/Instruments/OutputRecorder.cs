using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Actors.Instruments;

/// <summary>The output of an extraction device over time, while a script records it; bounded.</summary>
internal sealed class OutputRecorder
{
    private const int Capacity = 20_000;
    private readonly List<(DateTimeOffset At, double Output)> _samples = [];
    private DateTimeOffset _start;
    private bool _on;

    /// <summary>The commands of scripts that are about recording.</summary>
    public static FrozenSet<string> Actions { get; } =
        ImmutableArray.Create("start_response_recorder", "stop_response_recorder", "set_response_recorder_period").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when a sample came from a simulated device.</summary>
    public bool Simulated { get; private set; }

    public TimeSpan Period { get; private set; } = TimeSpan.FromSeconds(2);

    public void Start(DateTimeOffset now)
    {
        _samples.Clear();
        (_start, _on, Simulated) = (now, true, false);
    }

    public void Stop() => _on = false;

    public bool SetPeriod(double? seconds)
    {
        if (seconds is not > 0)
        {
            return false;
        }

        Period = TimeSpan.FromSeconds(seconds.Value);
        return true;
    }

    /// <summary>Adds a sample while recording; false when it records no more.</summary>
    public bool Note(DateTimeOffset at, double output, bool simulated)
    {
        if (_on)
        {
            _samples.Add((at, output));
            Simulated |= simulated;
            _on = _samples.Count < Capacity;
        }

        return _on;
    }

    /// <summary>Lines of <c>seconds,output</c>.</summary>
    public string Text() => string.Join('\n', _samples.Select(s =>
        string.Create(CultureInfo.InvariantCulture, $"{(s.At - _start).TotalSeconds:0.###},{s.Output}")));
}
