using System.CommandLine.Parsing;

namespace LabActors.Console.Commands;

/// <summary>Files of drawings are pictures or pages, by their ending.</summary>
internal static class DrawingEnding
{
    /// <summary>Refuses a file that is neither.</summary>
    public static void Refuse(OptionResult result)
    {
        if (result.Tokens.Count == 1 && Path.GetExtension(result.Tokens[0].Value).ToLowerInvariant() is not (".svg" or ".html"))
            result.AddError($"--out: found '{result.Tokens[0].Value}', expected a file that ends in .svg or .html");
    }
}
