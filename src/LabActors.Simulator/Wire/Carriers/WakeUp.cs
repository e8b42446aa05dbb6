using System.Threading.Channels;

namespace LabActors.Simulator.Wire.Carriers;

/// <summary>Lets one sleep until somebody has something for him; several calls before he wakes are one.</summary>
internal sealed class WakeUp
{
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Wakes him.</summary>
    public void Call() => _calls.Writer.TryWrite(true);

    /// <summary>Sleeps until the next call, or one that came since the last.</summary>
    public async ValueTask SleepAsync(CancellationToken stop) => await _calls.Reader.ReadAsync(stop);
}
