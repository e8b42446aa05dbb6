using System.Globalization;
using FsCheck.Xunit;
using LabActors.Core.Queues;

namespace LabActors.Core.Tests.Queues;

public sealed class PythonTextTests
{
    [Theory]
    [InlineData(40.0, "40.0")]
    [InlineData(1e-6, "1e-06")]
    [InlineData(1e-4, "0.0001")]
    [InlineData(0.00001234, "1.234e-05")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(123456789012345680.0, "1.2345678901234568e+17")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.25, "-2.25")]
    [InlineData(100.0, "100.0")]
    [InlineData(0.0, "0.0")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Floats_are_written_as_python_writes_them(double value, string text) => PythonText.Repr(value).ShouldBe(text);

    [Property]
    public void A_written_float_reads_back_the_same(double value)
    {
        PythonText.TryFloat(PythonText.Repr(value), out var again).ShouldBeTrue();
        again.ShouldBe(value);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData(" .5 ", 0.5)]
    [InlineData("1e1", 10)]
    [InlineData("1_000.5", 1000.5)]
    [InlineData("+3.", 3)]
    [InlineData("Infinity", double.PositiveInfinity)]
    [InlineData("-INF", double.NegativeInfinity)]
    [InlineData("NaN", double.NaN)]
    public void Floats_are_read_as_python_reads_them(string text, double value)
    {
        PythonText.TryFloat(text, out var read).ShouldBeTrue();
        read.ShouldBe(value);
    }

    [Theory]
    [InlineData("1,000")]
    [InlineData("_1")]
    [InlineData("1_")]
    [InlineData("1__0")]
    [InlineData("0x10")]
    [InlineData("ten")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("--inf")]
    [InlineData("1 0")]
    [InlineData("1e")]
    public void What_python_does_not_take_for_a_float_is_none(string text) => PythonText.TryFloat(text, out _).ShouldBeFalse();

    [Property]
    public void Whole_numbers_read_back(long number)
    {
        PythonText.TryInt(number.ToString(CultureInfo.InvariantCulture), out var read).ShouldBeTrue();
        read.ShouldBe(number);
    }

    [Theory]
    [InlineData("10.0")]
    [InlineData("1e1")]
    [InlineData("")]
    [InlineData("1 2")]
    [InlineData("99999999999999999999")]
    public void What_is_no_whole_number_is_none(string text) => PythonText.TryInt(text, out _).ShouldBeFalse();
}
