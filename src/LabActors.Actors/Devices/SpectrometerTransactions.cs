using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a mass spectrometer.</summary>
public static class SpectrometerTransactions
{
    /// <summary>Sets the integration time; completed with the time that it has now, s (double).</summary>
    public static Transaction<ISpectrometerPort> SetIntegrationTime(object key, double seconds) =>
        new(key, "set integration time", async (port, ct) => await port.SetIntegrationTime(seconds, ct).ConfigureAwait(false));

    /// <summary>Reads the newest integration; completed with a <see cref="Reading{T}"/> of <see cref="IonIntensities"/>.</summary>
    public static Transaction<ISpectrometerPort> ReadIntensities(object key) =>
        new(key, "read intensities", async (port, ct) => await port.ReadIntensities(ct).ConfigureAwait(false));

    /// <summary>
    /// Moves the magnet. The detectors named are protected first, and the beam is turned away with them where the instrument does so; both stay so until <see cref="Restore"/>, which is to
    /// follow whatever becomes of the move. Completed with whether the magnet still moves (<c>bool?</c>, null where the instrument does not tell).
    /// </summary>
    public static Transaction<ISpectrometerPort> Move(object key, double dac, ImmutableArray<string> protect) => new(key, "move the magnet", async (port, ct) =>
    {
        foreach (var detector in protect)
        {
            await port.Protect(detector, true, ct).ConfigureAwait(false);
        }

        if (protect.Length > 0 && port.BlanksForJumps)
            await port.Blank(true, ct).ConfigureAwait(false);
        await port.PositionMagnet(dac, ct).ConfigureAwait(false);
        return await port.IsMagnetMoving(ct).ConfigureAwait(false);
    });

    /// <summary>Completed with whether the magnet still moves (<c>bool?</c>).</summary>
    public static Transaction<ISpectrometerPort> IsMoving(object key) =>
        new(key, "read whether the magnet moves", async (port, ct) => await port.IsMagnetMoving(ct).ConfigureAwait(false));

    /// <summary>Lets the beam in again where a jump of the magnet turned it away, then exposes detectors. All is tried, the first failure is told. Completed with null.</summary>
    public static Transaction<ISpectrometerPort> Restore(object key, ImmutableArray<string> detectors) => new(key, "let the beam in again", async (port, ct) =>
    {
        Exception? first = null;
        if (port.BlanksForJumps)
            await Try(() => port.Blank(false, ct)).ConfigureAwait(false);
        foreach (var detector in detectors)
        {
            await Try(() => port.Protect(detector, false, ct)).ConfigureAwait(false);
        }

        return first is null ? null : throw first;

        async ValueTask Try(Func<ValueTask> step)
        {
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                first ??= failure;
            }
        }
    });

    /// <summary>Reads the magnet's DAC; completed with a <see cref="Reading{T}"/> of double, V.</summary>
    public static Transaction<ISpectrometerPort> ReadMagnet(object key) =>
        new(key, "read the magnet", async (port, ct) => await port.ReadMagnet(ct).ConfigureAwait(false));

    /// <summary>Sets a deflection; completed with null.</summary>
    public static Transaction<ISpectrometerPort> SetDeflection(object key, string detector, double value) => new(key, $"deflect {detector}", async (port, ct) =>
    {
        await port.SetDeflection(detector, value, ct).ConfigureAwait(false);
        return null;
    });

    /// <summary>Reads a deflection; completed with a <see cref="Reading{T}"/> of double.</summary>
    public static Transaction<ISpectrometerPort> ReadDeflection(object key, string detector) =>
        new(key, $"read deflection {detector}", async (port, ct) => await port.ReadDeflection(detector, ct).ConfigureAwait(false));

    /// <summary>Protects a detector or exposes it; completed with null.</summary>
    public static Transaction<ISpectrometerPort> Protect(object key, string detector, bool on) => new(key, $"{(on ? "protect" : "expose")} {detector}", async (port, ct) =>
    {
        await port.Protect(detector, on, ct).ConfigureAwait(false);
        return null;
    });

    /// <summary>Lets the beam in again; completed with null.</summary>
    public static Transaction<ISpectrometerPort> Unblank(object key) => new(key, "unblank the beam", async (port, ct) =>
    {
        await port.Blank(false, ct).ConfigureAwait(false);
        return null;
    });

    /// <summary>Sets a source parameter; completed with null.</summary>
    public static Transaction<ISpectrometerPort> SetParameter(object key, string parameter, double value) => new(key, $"set {parameter}", async (port, ct) =>
    {
        await port.SetParameter(parameter, value, ct).ConfigureAwait(false);
        return null;
    });

    /// <summary>
    /// Reads all that a run records of the instrument; completed with <see cref="SpectrometerSettings"/>. A value that is refused, or not good, is named as unread;
    /// when the instrument falls silent the rest is not asked for.
    /// </summary>
    public static Transaction<ISpectrometerPort> ReadSettings(object key, InstrumentDefinition instrument, double integrationSeconds) => new(key, "read the settings", async (port, ct) =>
    {
        var unread = ImmutableDictionary.CreateBuilder<string, string>();
        var silent = "";
        var source = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var name in instrument.Source.Select(s => s.Name))
        {
            if (await Read(name, () => port.ReadParameter(name, ct)).ConfigureAwait(false) is { } value)
                source[name] = value;
        }

        var deflections = ImmutableDictionary.CreateBuilder<string, double>();
        foreach (var name in instrument.Detectors.Select(d => d.Name))
        {
            if (await Read($"deflection {name}", () => port.ReadDeflection(name, ct)).ConfigureAwait(false) is { } value)
                deflections[name] = value;
        }

        var magnet = await Read("magnet", () => port.ReadMagnet(ct)).ConfigureAwait(false);
        return new SpectrometerSettings(
            source.ToImmutable(),
            deflections.ToImmutable(),
            instrument.Detectors.ToImmutableDictionary(d => d.Name, d => d.Gain),
            integrationSeconds,
            magnet,
            unread.ToImmutable());

        async ValueTask<double?> Read(string what, Func<ValueTask<Reading<double>>> read)
        {
            if (silent.Length > 0)
            {
                unread[what] = silent;
                return null;
            }

            try
            {
                var reading = await read().ConfigureAwait(false);
                if (reading.Quality == Quality.Good)
                    return reading.Value;
                unread[what] = reading.Quality.ToString().ToLowerInvariant();
            }
            catch (DeviceRefusedException refused)
            {
                unread[what] = refused.Message;
            }
            catch (TimeoutException timeout)
            {
                unread[what] = silent = timeout.Message;
            }

            return null;
        }
    });
}
