using System.Text.Json;
using LabActors.Console.Archive;
using LabActors.Core.Recovery;

namespace LabActors.Console.Recovery;

/// <summary>A plan of a recovery as one line of JSON.</summary>
internal static class PlanJson
{
    public static string Of(RecoveryPlan? plan) => JsonSerializer.Serialize(
        new
        {
            Type = "recovery-plan",
            Unfinished = plan is not null,
            AwayS = plan?.Outage.Away.TotalSeconds,
            LastEventAt = plan?.Outage.From,
            Executions = plan?.Executions.Select(e => new
            {
                e.Instrument,
                e.Queue,
                e.StartedAt,
                e.Where,
                Runs = e.Runs.Select(r => new
                {
                    r.RunId,
                    r.RunUuid,
                    r.Row,
                    r.Step,
                    r.Where,
                    r.LastCommand,
                    r.LastReading,
                    Plan = JsonNamingPolicy.SnakeCaseLower.ConvertName(r.Outlook.ToString()),
                    r.Why,
                }),
                e.Next,
            }),
            plan?.Differences,
            Unread = plan?.Unread,
        },
        RunJson.Line);
}
