using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Export.Dvc;

/// <summary>
/// The scripts of a run under the names that the MetaData repository has: <c>scripts/SPECTROMETER/NAME</c>. Pychron keeps all kinds in one folder; of
/// two scripts of a run that have one name and not one text, the later is put into a folder of its kind.
/// </summary>
public static class DvcScripts
{
    /// <summary>A script of the run.</summary>
    /// <param name="Kind"><c>extraction, measurement ...</c>.</param>
    /// <param name="Name">File name, with its folder where there is one.</param>
    /// <param name="IsMain">The run's own script of that kind; false for one that it calls.</param>
    public sealed record Script(string Kind, string Name, string Text, bool IsMain);

    /// <summary>All of them, each name once.</summary>
    public static ImmutableArray<Script> Of(RunRecord run)
    {
        var scripts = ImmutableArray.CreateBuilder<Script>();
        foreach (var script in run.Scripts)
        {
            var name = Path.GetFileName(script.Path.Replace('\\', '/'));
            var taken = scripts.Any(other => other.Name == name && other.Text != script.Text);
            var found = new Script(script.Kind, taken ? $"{script.Kind}/{name}" : name, script.Text, IsMain: scripts.All(other => other.Kind != script.Kind));
            if (!scripts.Contains(found) && scripts.All(other => other.Name != found.Name || other.Kind != found.Kind))
                scripts.Add(found);
        }

        return scripts.ToImmutable();
    }
}
