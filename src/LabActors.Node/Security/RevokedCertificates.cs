using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>
/// <c>revoked.txt</c> in a folder of certificates: serial numbers that are no longer good. Looked at whenever it is asked, read again when it has changed.
/// May be asked by several threads.
/// </summary>
public sealed class RevokedCertificates(string folder)
{
    private readonly string _path = Path.Combine(folder, CertificateFiles.Revoked);
    private readonly Lock _gate = new();
    private FileStamp _stamp;
    private HashSet<string> _serials = [];

    /// <summary>What is wrong with the file; null when nothing is.</summary>
    public Problem? Problem()
    {
        var number = 0;
        foreach (var line in File.Exists(_path) ? File.ReadAllLines(_path) : [])
        {
            number++;
            if (Serial(line) is { Length: > 0 } serial && !serial.All(char.IsAsciiHexDigit))
                return new Problem(_path, number, 1, $"found '{serial}', expected a serial number as ./lab cert list --json tells it, hexadecimal");
        }

        return null;
    }

    /// <summary>True when a certificate of this serial number is no longer good.</summary>
    public bool Contains(string serial)
    {
        lock (_gate)
        {
            var stamp = FileStamp.Of(_path);
            if (stamp != _stamp)
                _serials = stamp == default ? [] : [.. File.ReadLines(_path).Select(Serial).Where(s => s.Length > 0).Select(s => s.ToUpperInvariant())];
            _stamp = stamp;
            return _serials.Contains(serial.ToUpperInvariant());
        }
    }

    /// <summary>Takes a certificate out of use.</summary>
    public void Add(string serial, string comment) => File.AppendAllText(_path, $"{serial}  # {comment}\n");

    private static string Serial(string line) => line.Split('#')[0].Trim();
}
