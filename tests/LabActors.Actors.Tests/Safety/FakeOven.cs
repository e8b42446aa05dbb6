using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Safety;

/// <summary>A temperature controller at 150 °C whose channel 2 heats a manifold; it may not take what it is told.</summary>
public sealed class FakeOven : ITemperaturePort
{
    public double Setpoint { get; private set; } = 150;

    public double Output { get; private set; } = 30;

    public bool Takes { get; set; } = true;

    public ValueTask SetSetpoint(string channel, double celsius, CancellationToken cancellation) => Set(channel, () => Setpoint = celsius);

    public ValueTask SetOutput(string channel, double percent, CancellationToken cancellation) => Set(channel, () => Output = percent);

    public ValueTask<Reading<double>> ReadSetpoint(string channel, CancellationToken cancellation) => Good(Setpoint);

    public ValueTask<Reading<double>> ReadTemperature(string channel, CancellationToken cancellation) => Good(149);

    public ValueTask<Reading<double>> ReadOutput(string channel, CancellationToken cancellation) => Good(Output);

    private static ValueTask<Reading<double>> Good(double value) => ValueTask.FromResult(new Reading<double>(value, Quality.Good, DateTimeOffset.UnixEpoch));

    private ValueTask Set(string channel, Action set)
    {
        channel.ShouldBe("2");
        if (Takes)
            set();
        return ValueTask.CompletedTask;
    }
}
