using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LabActors.Core.Identifiers;
using LabActors.Core.Reduction;

namespace LabActors.Export.Dvc;

/// <summary>A run as Pychron keeps an analysis: its files, and the commits that they are made in, in Pychron's order and with its messages.</summary>
public static class DvcAnalysis
{
    /// <summary>What stands where Pychron names a commit of its own source.</summary>
    public const string NoCommit = "0000000000000000000000000000000000000000";

    /// <summary>Where Pychron puts an unknown that names no repository.</summary>
    public const string NoRepository = "NoRepo";

    /// <summary>The repository that a run belongs to: the queue's, else that of its kind of reference.</summary>
    public static string Repository(RunRecord run, TimeZoneInfo zone)
    {
        var named = RepositoryIdentifiers.Normalize(run.Spec.RepositoryIdentifier);
        if (named.Length > 0)
            return named;
        if (!run.Spec.IsSpecial)
            return NoRepository;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(run.StartedAt, zone).DateTime);
        return RepositoryIdentifiers.Normalize(RepositoryIdentifiers.OfReference(run.Spec.AnalysisType, run.Instrument, RepositoryIdentifiers.HalfYearTag(day)));
    }

    /// <summary>The commits of a run; the first has what was collected, the others what was made of it.</summary>
    /// <param name="metaCommit">The commit of the MetaData repository that has the run's scripts.</param>
    public static ImmutableArray<DvcCommit> Of(ExportedRun run, ExportSettings settings, string metaCommit)
    {
        var (record, uuid) = (run.Record, run.Record.RunUuid);
        var isotopes = new DvcIsotopes(record);
        var spectrometer = DvcParts.Spectrometer(record.Circumstances.SettingsAtStart?.Settings);
        var sha = Sha(spectrometer);
        var files = ImmutableArray.CreateBuilder<DvcFile>();
        Add(files, DvcPaths.Spectrometer(sha), spectrometer);
        Add(files, DvcPaths.Meta(uuid), DvcMeta.Of(run, isotopes, settings, sha, metaCommit));
        Add(files, DvcPaths.Part(uuid, DvcPaths.Data), DvcParts.Data(run, isotopes));
        Add(files, DvcPaths.Part(uuid, "tags"), DvcParts.Tags(record));
        Add(files, DvcPaths.Part(uuid, "peakcenter"), DvcParts.PeakCenters(record));
        Add(files, DvcPaths.Part(uuid, "extraction"), DvcParts.Extraction(run, settings.Zone));
        return
        [
            new("<COLLECTION>", files.ToImmutable()),
            new("<ISOEVO> default collection fits", [File(uuid, "intercepts", DvcParts.Intercepts(run, isotopes)), File(uuid, "baselines", DvcParts.Baselines(run))]),
            new($"<BLANKS> preceding {record.PrecedingBlank}".TrimEnd(), [File(uuid, "blanks", DvcParts.Blanks(run, isotopes))]),
            new("<ICFactor> default", [File(uuid, "icfactors", DvcParts.IcFactors(run, isotopes))]),
        ];
    }

    /// <summary>Name of a state of the spectrometer: SHA-1 over names and values of its parts, as Pychron computes it.</summary>
    public static string Sha(JsonObject spectrometer)
    {
        var text = new StringBuilder();
        foreach (var part in (string[])["settings", "spectrometer", "deflections", "gains"])
        {
            foreach (var (name, value) in spectrometer[part]!.AsObject().OrderBy(pair => pair.Key, StringComparer.Ordinal))
                text.Append(name).Append(PythonJson.Str(value));
        }

        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(ImmutableArray<DvcFile>.Builder files, string path, JsonObject? content)
    {
        if (content is not null)
            files.Add(new(path, PythonJson.Bytes(content)));
    }

    private static DvcFile File(string uuid, string modifier, JsonObject content) => new(DvcPaths.Part(uuid, modifier), PythonJson.Bytes(content));
}
