using LabActors.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Queues;

/// <summary>YAML text on its way into nodes; what is not YAML becomes a problem with its place.</summary>
internal static class YamlText
{
    /// <summary>The documents of a text, or why it has none.</summary>
    public static (IReadOnlyList<YamlDocument> Documents, Problem? Problem) Load(string text, string path, string subject)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
            return ([.. stream.Documents], null);
        }
        catch (Exception error) when (IsMalformed(error))
        {
            var (line, column) = Place(text, error);
            return ([], new Problem(path, line, column, $"{subject} is not YAML: {error.Message.TrimEnd('.')}"));
        }
    }

    // The parser throws ArgumentException for some malformed nodes (a stray alias, a tag that is no URI).
    private static bool IsMalformed(Exception error) => error is YamlException or ArgumentException;

    // Where the parser does not know the place, it is the first line that no longer parses together with those before it.
    private static (int Line, int Column) Place(string text, Exception error)
    {
        if (error is YamlException located and not AnchorNotFoundException)
            return ((int)located.Start.Line, (int)located.Start.Column);
        var lines = text.Split('\n');
        var count = Enumerable.Range(1, lines.Length).First(length => length == lines.Length || !Parses(string.Join('\n', lines.Take(length))));
        return (count, 0);
    }

    private static bool Parses(string text)
    {
        try
        {
            new YamlStream().Load(new StringReader(text));
            return true;
        }
        catch (Exception error) when (IsMalformed(error))
        {
            return false;
        }
    }
}
