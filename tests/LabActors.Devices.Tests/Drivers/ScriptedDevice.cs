using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Tests.Transports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

/// <summary>A device of which every answer is written down before, at the end of a wire with all that a wire has but a port's actor: framings, time-outs, repetitions, events.</summary>
internal sealed class ScriptedDevice : ILink
{
    private readonly WireConversation _conversation;

    /// <param name="driver">As <c>driver:</c> names it.</param>
    /// <param name="settings">Keys and values.</param>
    /// <param name="lab">The laboratory; one without anything when null.</param>
    public ScriptedDevice(
        string driver, (string Key, string Value)[]? settings = null, LabDefinition? lab = null, bool isDatagrams = false, bool endsAfterAnswers = false, bool isSocket = false, string address = "")
    {
        Wire = new ScriptedTransport(Time) { IsDatagrams = isDatagrams, EndsAfterAnswers = endsAfterAnswers, ForgetsWhenReopened = isSocket || isDatagrams || endsAfterAnswers };
        _conversation = new WireConversation("port", Wire, endsAfterAnswers, TimeSpan.Zero, Time, Traces.Add);
        var device = new DeviceDefinition("device", driver, "port")
        {
            Address = address,
            Settings = (settings ?? []).ToImmutableDictionary(s => s.Key, s => new DeviceSetting(s.Key, s.Value, 1)),
        };
        Context = new DriverContext(device, this, lab ?? new LabDefinition { Name = "test" }, Time);
    }

    public SteppedTime Time { get; } = new();

    public ScriptedTransport Wire { get; }

    public List<LinkTrace> Traces { get; } = [];

    /// <summary>What the driver is made with.</summary>
    public DriverContext Context { get; }

    public bool Simulated => false;

    public ValueTask<LinkReply> Exchange(Transaction transaction, CancellationToken cancellation) => ValueTask.FromResult(_conversation.Hold("device", transaction, cancellation));

    public ValueTask<ImmutableArray<DeviceEvent>> TakeEvents(CancellationToken cancellation) => ValueTask.FromResult(_conversation.TakeEvents());
}
