using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Console.Commands;
using LabActors.Node.Security;

namespace LabActors.Console.Security;

/// <summary><c>lab cert list</c>: each certificate of a folder with its end, those that end first before the others.</summary>
internal sealed class CertificateList(ConsoleStreams streams)
{
    /// <summary>Writes the list; the exit code.</summary>
    public int Write(string folder, TimeSpan warnBefore, DateTimeOffset now, bool json)
    {
        var (certificates, problems) = CertificateFolder.Look(folder, warnBefore, now);
        foreach (var found in certificates)
            streams.Output.WriteLine(json ? Json(found, now) : Line(found, now));
        foreach (var found in certificates.Where(found => found.IsFailure))
            streams.Error.WriteLine($"{found.File}: error: {found.Problem}");
        foreach (var found in certificates.Where(found => found.IsWarning))
            streams.Error.WriteLine($"{found.File}: warning: expires in {Days(found, now)} days{(found.What == "authority" ? "" : $": ./lab cert {found.What} {found.Name} --renew, and copy it to its computer")}");
        foreach (var problem in problems)
            streams.Error.WriteLine(problem.ToString());
        return problems.Any(problem => problem.IsError) || certificates.Any(found => found.IsFailure) ? ExitCodes.Refused : ExitCodes.Completed;
    }

    private static string Line(CertificateState found, DateTimeOffset now) =>
        $"{found.State,-12} {found.What,-9} {found.Name,-24} ends {found.Ends.UtcDateTime:yyyy-MM-dd} ({Days(found, now)} days)  {Path.GetFileName(found.File)}";

    private static string Json(CertificateState found, DateTimeOffset now) => JsonSerializer.Serialize(
        new { found.File, found.What, found.Name, found.State, found.Ends, DaysLeft = Days(found, now), found.Serial, found.Problem }, RunJson.Line);

    private static int Days(CertificateState found, DateTimeOffset now) => (int)Math.Floor((found.Ends - now).TotalDays);
}
