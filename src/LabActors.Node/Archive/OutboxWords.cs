using System.Globalization;
using LabActors.Core.Exports;

namespace LabActors.Node.Archive;

/// <summary>An outbox in words.</summary>
public static class OutboxWords
{
    /// <summary>What waits, and why: <c>2 runs wait to be exported (no space left on device)</c>.</summary>
    public static string Of(ExportOutbox outbox)
    {
        var parts = new List<string>();
        if (outbox.Pending is [var first, ..] pending)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{pending.Count} {(pending.Count == 1 ? "run waits" : "runs wait")} to be exported{Because(first.Reason)}"));
        if (!outbox.Unpushed.IsEmpty)
            parts.Add($"{string.Join(", ", outbox.Unpushed)} {(outbox.Unpushed.Count == 1 ? "waits" : "wait")} to be pushed{Because(outbox.PushReason)}");
        return parts.Count == 0 ? "nothing waits to be exported" : string.Join("; ", parts);
    }

    private static string Because(string reason) => reason.Length == 0 ? "" : $" ({reason})";
}
