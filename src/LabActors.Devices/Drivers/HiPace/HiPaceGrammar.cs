using System.Globalization;
using System.Text;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.HiPace;

/// <summary>
/// What is said to a Pfeiffer HiPace (TC 110, TC 400) and what it answers: address, action (00 reads, 10 writes and answers), parameter, length, data, sum in three digits, CR. The data of an
/// answer may be an error.
/// </summary>
public static class HiPaceGrammar
{
    /// <summary>Parameter: the pumping station runs.</summary>
    public const string Station = "010";

    /// <summary>Parameter: the motor runs.</summary>
    public const string Motor = "023";

    /// <summary>Parameter: actual speed, Hz.</summary>
    public const string ActualSpeed = "309";

    /// <summary>Parameter: current of the drive, hundredths of an ampere.</summary>
    public const string Current = "310";

    /// <summary>Parameter: error code.</summary>
    public const string ErrorCode = "303";

    /// <summary>True in six digits.</summary>
    public const string Yes = "111111";

    /// <summary>False in six digits.</summary>
    public const string No = "000000";

    private static readonly MessageCheck Sum = new(CheckKind.SumDecimal);

    /// <summary>The form of an answer.</summary>
    public static Framing Answer { get; } = Terminated.Cr with { Check = Sum };

    /// <summary>Asks for a parameter.</summary>
    public static byte[] Read(string address, string parameter) => Telegram(address, "00", parameter, "=?");

    /// <summary>Sets a parameter.</summary>
    public static byte[] Write(string address, string parameter, string data) => Telegram(address, "10", parameter, data);

    /// <summary>Whether an answer is one to a question for a parameter.</summary>
    public static bool Answers(string address, string parameter, ReadOnlySpan<byte> message) => Encoding.ASCII.GetString(message).StartsWith($"{address}10{parameter}", StringComparison.Ordinal);

    /// <summary>The data of an answer; null when it does not have the length that it gives.</summary>
    public static string? Data(ReadOnlySpan<byte> message)
    {
        var text = Encoding.ASCII.GetString(message);
        return text.Length >= 10 && int.TryParse(text.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var length) && text.Length == 10 + length ? text[10..] : null;
    }

    /// <summary>What is wrong, where the data are an error; null where they are none.</summary>
    public static string? Error(string data) => data switch
    {
        "NO_DEF" => "NO_DEF: it has no such parameter",
        "_RANGE" => "_RANGE: out of range",
        "_LOGIC" => "_LOGIC: not possible now",
        _ => null,
    };

    /// <summary>The number that data are; null when they are none.</summary>
    public static int? Number(string data) => int.TryParse(data, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>True or false; null when the data are neither.</summary>
    public static bool? Flag(string data) => data switch
    {
        Yes => true,
        No => false,
        _ => null,
    };

    private static byte[] Telegram(string address, string action, string parameter, string data)
    {
        var body = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{address}{action}{parameter}{data.Length:D2}{data}"));
        return [.. Sum.Append(body), (byte)'\r'];
    }
}
