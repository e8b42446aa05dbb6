using System.Globalization;
using LabActors.Core.Queues;

namespace LabActors.Node;

/// <summary>Ids of queues: the queue's name and when it was accepted, so that people know it in lists and in the journal.</summary>
public static class QueueIds
{
    /// <summary>An id that no other queue of the data folder has, and with a tag none of any other folder: simulated laboratories all begin at the same instant.</summary>
    /// <param name="execution">Number of the instrument's execution, from 1.</param>
    /// <param name="number">0-based place among its queues.</param>
    /// <param name="tag">Of the data folder; empty for none.</param>
    public static string Make(ExperimentQueue queue, DateTimeOffset at, int execution, int number, string tag)
    {
        var name = new string([.. queue.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-')]);
        var time = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(name.Length > 0 ? name : "queue")}-{time}-{execution}{(number > 0 ? $"-{number + 1}" : "")}{(tag.Length > 0 ? $"-{tag}" : "")}");
    }
}
