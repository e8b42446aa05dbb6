using System.Globalization;
using System.Text.RegularExpressions;

namespace LabActors.Devices.Drivers.Ngx;

/// <summary>What an NGX answers to a command: <c>E00</c>, or why not.</summary>
public sealed partial record NgxCode(int Number)
{
    private const int DoneNumber = 0;
    private const int BusyNumber = 41;

    /// <summary>It was done.</summary>
    public bool IsDone => Number == DoneNumber;

    /// <summary>The instrument is busy and has done nothing.</summary>
    public bool IsBusy => Number == BusyNumber;

    /// <summary>Asking again may bring another answer.</summary>
    public bool MayPass => Number is 20 or 21 or 31 or 32 or BusyNumber or 44;

    /// <summary>In words.</summary>
    public string Words => Number switch
    {
        DoneNumber => "done",
        1 => "invalid command",
        2 => "wrong parameter",
        3 => "out of range",
        4 => "unknown mnemonic",
        5 => "missing parameter",
        20 or 21 => "aborted",
        30 => "hardware is missing",
        31 => "hardware fault",
        32 => "time-out within the instrument",
        BusyNumber => "busy",
        42 => "denied",
        43 => "not available",
        44 => "no results",
        45 => "not tripped",
        _ => "an error without a name",
    };

    /// <summary>Reads an answer; null when it is no code.</summary>
    public static NgxCode? Read(string answer) =>
        Form().Match(answer.Trim()) is { Success: true } match ? new NgxCode(int.Parse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture)) : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"E{Number:00} ({Words})");

    [GeneratedRegex("^E([0-9]{2})$")]
    private static partial Regex Form();
}
