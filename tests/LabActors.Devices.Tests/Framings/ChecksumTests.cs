using System.Globalization;
using System.Text;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Tests.Framings;

public sealed class ChecksumTests
{
    public static IEnumerable<object[]> Words => HardwareVectors.Of("word_crc");

    public static IEnumerable<object[]> States => HardwareVectors.Of("state_crc32");

    public static IEnumerable<object[]> Modbus => HardwareVectors.Of("modbus_rtu");

    public static IEnumerable<object[]> Bisynch => HardwareVectors.Of("ei_bisynch_bcc");

    public static IEnumerable<object[]> Pfeiffer => HardwareVectors.Of("pfeiffer");

    public static IEnumerable<object[]> Kerr => HardwareVectors.Of("kerr");

    public static IEnumerable<object[]> Uc2000 => HardwareVectors.Of("uc2000");

    public static IEnumerable<object[]> IonPumps => HardwareVectors.Of("spc");

    [Theory]
    [MemberData(nameof(Words))]
    public void Words_have_four_digits_of_CRC16(string word, string check)
    {
        Checksums.HexLowFirst(Checksums.Crc16Modbus(Encoding.ASCII.GetBytes(word))).ShouldBe(check);
        Holds(new MessageCheck(CheckKind.Crc16Hex), Encoding.ASCII.GetBytes(word + check));
        Holds(new MessageCheck(CheckKind.Crc16Hex), Encoding.ASCII.GetBytes(word + check.ToUpperInvariant()));
    }

    [Theory]
    [MemberData(nameof(States))]
    public void States_have_a_decimal_CRC32(string states, string check)
    {
        Checksums.Crc32(Encoding.ASCII.GetBytes(states)).ToString(CultureInfo.InvariantCulture).ShouldBe(check);
        var bytes = new MessageCheck(CheckKind.Crc32).Append(Encoding.ASCII.GetBytes(states));
        Holds(new MessageCheck(CheckKind.Crc32), bytes);
    }

    [Theory]
    [MemberData(nameof(Modbus))]
    public void Modbus_RTU_ends_with_CRC16_low_byte_first(string what, string hex)
    {
        what.ShouldNotBeEmpty();
        Holds(new MessageCheck(CheckKind.Crc16), Convert.FromHexString(hex));
    }

    [Theory]
    [MemberData(nameof(Bisynch))]
    public void EI_Bisynch_ends_with_the_exclusive_or_from_behind_STX_up_to_ETX(string text, string check) =>
        Holds(new MessageCheck(CheckKind.Xor, 1), [2, .. Encoding.ASCII.GetBytes(text), 3, byte.Parse(check, NumberStyles.HexNumber, CultureInfo.InvariantCulture)]);

    [Theory]
    [MemberData(nameof(Pfeiffer))]
    public void Pfeiffer_ends_with_the_sum_in_three_digits(string text, string message)
    {
        message.ShouldStartWith(text);
        Holds(new MessageCheck(CheckKind.SumDecimal), Encoding.ASCII.GetBytes(message));
    }

    [Theory]
    [MemberData(nameof(Kerr))]
    public void Kerr_ends_with_the_sum_of_what_follows_the_header(string hex, string message)
    {
        message.ShouldStartWith("AA" + hex);
        Holds(new MessageCheck(CheckKind.Sum, 1), Convert.FromHexString(message));
    }

    [Theory]
    [MemberData(nameof(Uc2000))]
    public void UC2000_ends_with_the_complement_of_the_sum_of_what_follows_the_header(string what, string message)
    {
        what.ShouldNotBeEmpty();
        Holds(new MessageCheck(CheckKind.SumComplement, 1), Convert.FromHexString(message));
    }

    [Theory]
    [MemberData(nameof(IonPumps))]
    public void Ion_pumps_end_with_the_sum_in_two_hexadecimal_digits(string text, string check) =>
        Holds(new MessageCheck(CheckKind.SumHex), Encoding.ASCII.GetBytes(text + check));

    // The right check is taken off; one with any other bit is told from it.
    private static void Holds(MessageCheck check, byte[] bytes)
    {
        var read = check.Read(FrameRead.Whole(bytes.Length, bytes));
        read.Kind.ShouldBe(FrameKind.Whole, read.Reason);
        read.Message.ToArray().ShouldBe(bytes[..^check.Length]);
        bytes[^1] ^= 1;
        check.Read(FrameRead.Whole(bytes.Length, bytes)).Kind.ShouldBe(FrameKind.WrongCheck);
    }
}
