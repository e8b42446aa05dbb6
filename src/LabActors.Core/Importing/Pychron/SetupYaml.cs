using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Importing.Pychron;

/// <summary>YAML of a set-up folder.</summary>
internal static class SetupYaml
{
    /// <summary>The root of the first document; null when there is none, or it is not YAML, which is reported.</summary>
    public static YamlNode? Root(SetupFile file, ImportFindings findings)
    {
        findings.Read(file.Path);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(file.Text ?? ""));
            return stream.Documents.Count == 0 ? null : stream.Documents[0].RootNode;
        }
        catch (YamlException e)
        {
            findings.LeftOut("file", file.Path, (int)e.Start.Line, $"not YAML: {e.Message}");
            return null;
        }
    }

    /// <summary>The scalar, or the scalars of a list between commas.</summary>
    public static string Scalars(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlSequenceNode list => string.Join(',', list.OfType<YamlScalarNode>().Select(s => s.Value)),
        _ => "",
    };
}
