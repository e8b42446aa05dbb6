using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Results;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Core.Exports;
using LabActors.Node.Archive;

namespace LabActors.Console.Archive;

/// <summary><c>lab export --pending</c>: what waits in the outbox of data folders, and another attempt at it.</summary>
internal sealed class PendingExports(ConsoleStreams streams)
{
    // Real time for all exports of a folder: a first push of a season's runs over a slow line.
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    public async Task<int> TryAsync(ImmutableArray<DataArchive> archives, CancellationToken stop)
    {
        var worst = ExitCodes.Completed;
        foreach (var archive in archives)
        {
            try
            {
                worst = Math.Max(worst, await TryAsync(archive, stop));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What cannot be tried in one folder takes no other with it.
                streams.Error.WriteLine($"{archive.Folder}: {(exception is AskTimeoutException ? "exports are still under way" : ResultsProjection.Reason(exception))}");
                worst = ExitCodes.Failed;
            }
        }

        return worst;
    }

    private async Task<int> TryAsync(DataArchive archive, CancellationToken stop)
    {
        var before = await archive.Exports.ReadAsync(stop);
        if (before.Target is not { } target)
        {
            streams.Error.WriteLine($"{archive.Folder}: its runs are not exported by themselves: labactors.export in the node.conf of the laboratory was expected (--lab)");
            return ExitCodes.Refused;
        }

        streams.Output.WriteLine($"{archive.Folder}: {OutboxWords.Of(before)}");
        foreach (var waiting in before.Pending)
            streams.Output.WriteLine($"  {(waiting.RunId.Length > 0 ? waiting.RunId : waiting.RunUuid)}{(waiting.Reason.Length > 0 ? $": {waiting.Reason}" : "")}");
        var after = await archive.Exports.TryAsync(target, Limit, stop);
        streams.Output.WriteLine($"{Figures.Number(Exported(after) - Exported(before), "run")} exported into {target.Folder}");
        if (before.Unpushed.Union(after.Unpushed) is { IsEmpty: false } && after.Unpushed.IsEmpty)
            streams.Output.WriteLine($"pushed to {target.Remote}");
        if (after.IsEmpty)
            return ExitCodes.Completed;
        streams.Error.WriteLine($"{archive.Folder}: {OutboxWords.Of(after)}");
        return ExitCodes.Failed;
    }

    private static int Exported(ExportOutbox outbox) => outbox.Known.Count - outbox.Pending.Count;
}
