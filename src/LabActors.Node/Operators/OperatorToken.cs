using System.Security.Cryptography;

namespace LabActors.Node.Operators;

public static class OperatorToken
{
    public const string FileName = "operator.token";

    public static string? Read(string data) => File.Exists(Path.Combine(data, FileName)) ? File.ReadAllText(Path.Combine(data, FileName)).Trim() : null;

    public static string ReadOrMake(string data)
    {
        if (Read(data) is { } token)
            return token;
        token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(Path.Combine(data, FileName), options))
        using (var text = new StreamWriter(file))
            text.WriteLine(token);
        return token;
    }
}
