using LabActors.Devices.Drivers.Modbus;

namespace LabActors.Devices.Tests.Drivers;

public sealed class ModbusGrammarTests
{
    [Fact]
    public void Requests_are_those_of_a_real_controller()
    {
        Hex(ModbusGrammar.Rtu(1, ModbusGrammar.Read(200, 4))).ShouldBe("010300C80004C5F7");
        Hex(ModbusGrammar.Rtu(1, ModbusGrammar.Write(2160, ModbusGrammar.Registers(500f, WordOrder.LowHigh)))).ShouldBe("01100870000204000043FA2238");
        Hex(ModbusGrammar.Rtu(1, ModbusGrammar.Write(1880, 10))).ShouldBe("01060758000A896A");
        Hex(ModbusGrammar.Rtu(1, ModbusGrammar.Write(1880, 54))).ShouldBe("010607580036897B");
        Hex(ModbusGrammar.Tcp(7, 1, ModbusGrammar.Read(200, 4))).ShouldBe("00070000000601" + "0300C80004");
    }

    [Fact]
    public void Scenario_26_The_order_of_words_is_a_matter_of_the_controller()
    {
        var registers = ModbusGrammar.Registers(Convert.FromHexString("0308000041CC00004144"));
        ModbusGrammar.Float(registers[0], registers[1], WordOrder.LowHigh).ShouldBe(25.5f);
        ModbusGrammar.Float(registers[2], registers[3], WordOrder.LowHigh).ShouldBe(12.25f);
        ModbusGrammar.Float(0x41CC, 0, WordOrder.HighLow).ShouldBe(25.5f);
        ModbusGrammar.Registers(25.5f, WordOrder.HighLow).ShouldBe([(ushort)0x41CC, (ushort)0]);
    }

    [Theory]
    [InlineData("0300C80004", "0308000041CC00004144", true)]
    [InlineData("0300C80004", "0304000041CC", false)]
    [InlineData("0300C80004", "8302", true)]
    [InlineData("0300C80004", "8602", false)]
    [InlineData("060758000A", "060758000A", true)]
    [InlineData("060758000A", "060759000A", false)]
    public void An_answer_belongs_to_a_request_of_its_function_and_registers(string request, string answer, bool belongs) =>
        ModbusGrammar.Answers(Convert.FromHexString(request), Convert.FromHexString(answer)).ShouldBe(belongs);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
