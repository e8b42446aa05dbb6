using LabActors.Core.Labs;
using LabActors.Core.Measurement;

namespace LabActors.Core.Execution.Checks;

/// <summary>The spectrometer is set as the laboratory's file has it, where it is on a wire and no other run measures.</summary>
public sealed class SpectrometerSettingsCheck : ExecutionCheck
{
    /// <inheritdoc/>
    public override string Name => "spectrometer-settings";

    /// <inheritdoc/>
    public override string Asks => "source parameters and deflections of a spectrometer on a wire are read and are those of lab.yaml, unless another run overlaps";

    /// <inheritdoc/>
    public override string OnFailure => "tells each difference with both values (verify_settings: warn), ends the queue failed (refuse), or sets and reads again (set)";

    /// <inheritdoc/>
    public override bool Applies(CheckOrder order) =>
        order is { Instrument: { Device.Length: > 0, VerifySettings: not SettingsPolicy.Off }, IsOverlapped: false, Measures: true };

    /// <inheritdoc/>
    protected override CheckStep Judge(CheckOrder order, CheckFacts facts, CheckSettings settings)
    {
        var policy = order.Instrument.VerifySettings;
        if (facts.SettingsUnread.Length > 0)
            return End(policy, $"{order.Instrument.Name} did not tell how it is set: {facts.SettingsUnread}");
        if (facts.Settings is not { } read)
            return new CheckStep.Need(CheckFact.SpectrometerSettings);
        if (facts.SpectrometerSet is { Length: > 0 } failure)
            return End(SettingsPolicy.Refuse, $"{order.Instrument.Name} could not be set as lab.yaml has it: {failure}");
        var differences = SettingDifference.Of(order.Instrument, read);
        if (differences.IsEmpty)
        {
            var unread = read.Unread.IsEmpty ? "" : $"; not read: {string.Join(", ", read.Unread.Keys.Order(StringComparer.Ordinal))}";
            return new CheckStep.Pass($"{order.Instrument.Name} is set as lab.yaml has it{(facts.SpectrometerSet is null ? "" : ", after it was set so")}{unread}") { IsWarning = facts.SpectrometerSet is not null };
        }

        return policy == SettingsPolicy.Set && facts.SpectrometerSet is null
            ? new CheckStep.Need(CheckFact.SpectrometerSet)
            : End(policy == SettingsPolicy.Set ? SettingsPolicy.Refuse : policy, $"{order.Instrument.Name}: {string.Join("; ", differences)}");
    }

    private static CheckStep End(SettingsPolicy policy, string words) =>
        policy == SettingsPolicy.Refuse ? new CheckStep.Fail(words) : new CheckStep.Pass(words) { IsWarning = true };
}
