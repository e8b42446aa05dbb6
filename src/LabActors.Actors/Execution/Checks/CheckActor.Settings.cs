using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Measurement;

namespace LabActors.Actors.Execution.Checks;

/// <content>How the spectrometer is set, and setting it.</content>
public sealed partial class CheckActor
{
    private const string Settings = "check/settings", Set = "check/set/";
    private ImmutableDictionary<string, SettingDifference> _toSet = ImmutableDictionary<string, SettingDifference>.Empty;
    private ImmutableArray<string> _notSet = [];

    private void ReceiveSettings()
    {
        Receive<InstrumentProtocol.Done>(
            d => Know(f => f with { Settings = (SpectrometerSettings)d.Value! }), d => d.CommandId == Settings);
        Receive<InstrumentProtocol.Refused>(r => Know(f => f with { SettingsUnread = r.Reason }), r => r.CommandId == Settings);
        Receive<InstrumentProtocol.Done>(d => Settled(d.CommandId, ""), d => d.CommandId.StartsWith(Set, StringComparison.Ordinal));
        Receive<InstrumentProtocol.Refused>(r => Settled(r.CommandId, r.Reason), r => r.CommandId.StartsWith(Set, StringComparison.Ordinal));
    }

    private void AskSettings() => _services.Spectrometer.Tell(new InstrumentProtocol.ReadSettings(Settings, _order.Instrument.DefaultIntegrationTime));

    private void SetSpectrometer()
    {
        var differences = SettingDifference.Of(_order.Instrument, _facts.Settings!);
        _toSet = differences.ToImmutableDictionary(d => $"{Set}{(d.IsDeflection ? "deflection" : "source")}/{d.Name}");
        foreach (var (id, difference) in _toSet)
        {
            _services.Spectrometer.Tell(difference.IsDeflection
                ? new InstrumentProtocol.SetDeflection(id, difference.Name, difference.Should)
                : new InstrumentProtocol.SetParameter(id, difference.Name, difference.Should));
        }
    }

    /// <summary>When all have been tried it is read again: what was taken need not be so.</summary>
    private void Settled(string id, string refusal)
    {
        if (!_toSet.TryGetValue(id, out var difference))
            return;
        _toSet = _toSet.Remove(id);
        if (refusal.Length > 0)
            _notSet = _notSet.Add($"{difference.Name}: {refusal}");
        if (!_toSet.IsEmpty)
            return;
        _facts = _facts with { SpectrometerSet = string.Join("; ", _notSet), Settings = _notSet.IsEmpty ? null : _facts.Settings };
        Advance();
    }
}
