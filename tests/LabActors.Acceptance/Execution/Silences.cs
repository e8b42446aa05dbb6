using System.Collections.Immutable;
using System.Reflection;
using LabActors.Devices.Ports;

namespace LabActors.Acceptance.Execution;

/// <summary>Devices that fall silent, or say the same thing again and again.</summary>
internal sealed class Silences
{
    private DateTimeOffset? _first;

    /// <summary>A laser that answers nothing for so many seconds from the first time that it is to be enabled; the checks before the run have heard it.</summary>
    public Func<LabPorts, LabPorts> Laser(string name, double forSeconds) => ports => ports with
    {
        ExtractionDevices = ports.ExtractionDevices.SetItem(name, () =>
        {
            var inner = ports.ExtractionDevices[name]();
            return Intercepted<IExtractionDevicePort>.Of(inner, (method, call) =>
            {
                if (_first is null && method != nameof(IExtractionDevicePort.Enable))
                    return call();
                var now = inner.ReadStatus(CancellationToken.None).AsTask().GetAwaiter().GetResult().Instant;
                _first ??= now;
                return (now - _first.Value).TotalSeconds < forSeconds ? throw new TimeoutException("silence") : call();
            });
        }),
    };

    /// <summary>A spectrometer whose readings of intensities go through a function.</summary>
    public static ImmutableDictionary<string, Func<ISpectrometerPort>> Intensities(
        ImmutableDictionary<string, Func<ISpectrometerPort>> ports, string name, Func<Func<object?>, object?> through) => ports.SetItem(
        name, () => Intercepted<ISpectrometerPort>.Of(ports[name](), (method, call) => method == nameof(ISpectrometerPort.ReadIntensities) ? through(call) : call()));

    /// <summary>A spectrometer that gives the intensities of its first reading for ever, as of now.</summary>
    public static ImmutableDictionary<string, Func<ISpectrometerPort>> Frozen(ImmutableDictionary<string, Func<ISpectrometerPort>> ports, string name)
    {
        IonIntensities? first = null;
        return Intensities(ports, name, call =>
        {
            var reading = ((ValueTask<Reading<IonIntensities>>)call()!).AsTask().GetAwaiter().GetResult();
            first ??= reading.Value;
            return ValueTask.FromResult(reading with { Value = first });
        });
    }

    private class Intercepted<T> : DispatchProxy
        where T : class
    {
        private T _inner = null!;
        private Func<string, Func<object?>, object?> _through = null!;

        public static T Of(T inner, Func<string, Func<object?>, object?> through)
        {
            var proxy = Create<T, Intercepted<T>>();
            var me = (Intercepted<T>)(object)proxy;
            (me._inner, me._through) = (inner, through);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? method, object?[]? arguments)
        {
            object? Call() => method!.Invoke(_inner, arguments);
            return method!.IsSpecialName ? Call() : _through(method.Name, Call);
        }
    }
}
