using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Execution.Editing;

/// <summary>What a run has from the header of its queue.</summary>
internal sealed record HeaderStamp(
    string MassSpectrometer, string ExtractDevice, string Tray, string LoadName, string Username, string QueueConditionalsName, string RepositoryIdentifier)
{
    /// <summary>The stamp of a run without a queue.</summary>
    public static HeaderStamp None { get; } = new("", "", "", "", "", "", "");

    public static HeaderStamp Of(ExperimentQueue header) => new(
        header.MassSpectrometer, header.ExtractDevice, header.Tray, header.LoadName, header.Username, header.QueueConditionalsName, header.RepositoryIdentifier);

    /// <summary>A run that had the values of another header, with these.</summary>
    public RunSpec On(RunSpec run, HeaderStamp before) => run with
    {
        MassSpectrometer = MassSpectrometer,
        ExtractDevice = ExtractDevice,
        Tray = Tray,
        LoadName = LoadName,
        Username = Username,
        QueueConditionalsName = QueueConditionalsName,
        RepositoryIdentifier = run.RepositoryIdentifier == before.RepositoryIdentifier ? RepositoryIdentifier : run.RepositoryIdentifier,
    };
}
