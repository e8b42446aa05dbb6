using System.Collections.Immutable;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;

namespace LabActors.Node.Hardware;

/// <summary>
/// What a node that runs knows of its ports and devices: how each port stands, what each device says that it is, between what the node asks of it, and how fast it has answered. In a laboratory of several nodes a port that
/// this one has not used is left alone with its devices: it may be another's.
/// </summary>
/// <param name="lab">The laboratory.</param>
/// <param name="links">How a port stands; null while it is busy for too long to tell.</param>
/// <param name="exam">Asks the devices.</param>
internal sealed class NodeDoctor(LabDefinition lab, Func<PortDefinition, Task<PortProtocol.LinkChanged?>> links, DeviceExam exam)
{
    /// <summary>Ports, then devices, in the order of the file; ports are asked side by side.</summary>
    public async Task<ImmutableArray<DoctorFinding>> LookAsync(CancellationToken stop)
    {
        var looked = await Task.WhenAll(lab.Ports.Select(port => LookAsync(port, stop)));
        var devices = looked.SelectMany(l => l.Devices).ToDictionary(d => d.Name, StringComparer.Ordinal);
        return [.. looked.Select(l => l.Port), .. lab.Devices.Select(d => devices[d.Name])];
    }

    private async Task<(DoctorFinding Port, ImmutableArray<DoctorFinding> Devices)> LookAsync(PortDefinition port, CancellationToken stop)
    {
        var link = await links(port);
        var devices = ImmutableArray.CreateBuilder<DoctorFinding>();
        foreach (var device in lab.Devices.Where(d => d.Port == port.Name))
        {
            devices.Add(link?.State switch
            {
                LinkState.Lost => DeviceExam.NotAsked(device),
                LinkState.Untried when lab.Nodes.Length > 1 => new DoctorFinding("device", device.Name, DoctorHealth.Good, $"{device.Driver}: not asked, since the node has not used its port"),
                _ => await exam.AskAsync(device, 1, stop),
            });
        }

        // The port was opened for the question.
        if (link?.State == LinkState.Untried)
            link = await links(port);
        return (Of(port, link), devices.ToImmutable());
    }

    private static DoctorFinding Of(PortDefinition port, PortProtocol.LinkChanged? link)
    {
        var where = $"{port.Address}{(port.Simulated ? " (simulated)" : "")}";
        return link?.State switch
        {
            null => new DoctorFinding("port", port.Name, DoctorHealth.Doubtful, $"{where}: busy with one question", "a device there takes long to answer: ./lab device NAME trace shows which"),
            LinkState.Up => new DoctorFinding("port", port.Name, DoctorHealth.Good, $"{where}: open in the node"),
            LinkState.Degraded => new DoctorFinding("port", port.Name, DoctorHealth.Doubtful, $"{where}: open in the node, and not everything is answered: {link.Reason}", "see its devices"),
            LinkState.Untried => new DoctorFinding("port", port.Name, DoctorHealth.Good, $"{where}: not used by this node, or not since it was opened again"),
            _ => new DoctorFinding("port", port.Name, DoctorHealth.Bad, $"{where}: lost, and opened again by itself: {link.Reason}", Doctor.Advice(port)),
        };
    }
}
