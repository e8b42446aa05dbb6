namespace LabActors.Devices.Framings;

/// <summary>The check at the end of a message.</summary>
public enum CheckKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>Exclusive or of all bytes, one byte (EI-Bisynch: over what follows STX, up to and including ETX).</summary>
    Xor,

    /// <summary>Sum of all bytes modulo 256, one byte (Kerr).</summary>
    Sum,

    /// <summary>Sum of all bytes modulo 256, three decimal digits (Pfeiffer).</summary>
    SumDecimal,

    /// <summary>Sum of all bytes modulo 256, two hexadecimal digits (Gamma, Agilent ion pumps).</summary>
    SumHex,

    /// <summary>Ones' complement of the sum of all bytes, one byte (UC2000).</summary>
    SumComplement,

    /// <summary>CRC-16/MODBUS, two bytes, low byte first.</summary>
    Crc16,

    /// <summary>CRC-16/MODBUS, four hexadecimal digits, low byte first (Pychron's state words).</summary>
    Crc16Hex,

    /// <summary>CRC-32 (zlib), four bytes, high byte first.</summary>
    Crc32,
}
