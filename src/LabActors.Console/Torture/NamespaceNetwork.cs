using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;

namespace LabActors.Console.Torture;

/// <summary>
/// A network namespace for each node, as if it were a computer of its own, with a cable to a switch in this process, which has one too. Nothing of it reaches any other network. Linux, as root.
/// </summary>
internal sealed class NamespaceNetwork : INodeNetwork
{
    private const string Prefix = "lab-torture-";
    private const string Namespaces = "/run/netns";
    private readonly EthernetSwitch _switch;
    private readonly ImmutableArray<string> _names;
    private readonly byte[] _net;

    private NamespaceNetwork(EthernetSwitch passes, ImmutableArray<string> names, byte[] net) => (_switch, _names, _net) = (passes, names, net);

    /// <inheritdoc/>
    public string Description => $"network namespaces {_net[0]}.{_net[1]}.{_net[2]}.*, with certificates on both sides";

    /// <inheritdoc/>
    public bool CanBeCut => true;

    /// <inheritdoc/>
    public IPAddress Here => AddressOf(_names.Length);

    /// <summary>The network; or why this computer does not allow one.</summary>
    public static async Task<(NamespaceNetwork? Network, string Why)> CreateAsync(int nodes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return (null, "network namespaces take Linux and root");
        if (!File.Exists(TapDevice.Path))
            return (null, $"there is no {TapDevice.Path}");
        await RemoveStaleAsync();
        var own = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-");
        ImmutableArray<string> names = [.. Enumerable.Range(1, nodes).Select(i => string.Create(CultureInfo.InvariantCulture, $"{own}{i}"))];
        var (net, cards) = (Free(), new List<TapDevice>());
        try
        {
            for (var i = 0; i <= nodes; i++)
            {
                var card = new TapDevice(string.Create(CultureInfo.InvariantCulture, $"lt{Environment.ProcessId}n{i}"));
                cards.Add(card);
                string[] within = i < nodes ? ["-n", names[i]] : [];
                if (i < nodes)
                {
                    await IpAsync("netns", "add", names[i]);
                    await IpAsync("link", "set", card.Name, "netns", names[i]);
                    await IpAsync([.. within, "link", "set", "lo", "up"]);
                }

                await IpAsync([.. within, "link", "set", card.Name, "address", EthernetSwitch.HardwareAddress(i)]);
                await IpAsync([.. within, "addr", "add", string.Create(CultureInfo.InvariantCulture, $"{new IPAddress([.. net, (byte)(i + 1)])}/24"), "dev", card.Name]);
                await IpAsync([.. within, "link", "set", card.Name, "up"]);
            }

            return (new NamespaceNetwork(new EthernetSwitch([.. cards]), names, net), "");
        }
        catch (Exception not) when (not is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            cards.ForEach(card => card.Dispose());
            await RemoveAsync(names);
            return (null, not.Message);
        }
    }

    /// <inheritdoc/>
    public IPAddress AddressOf(int node) => new([.. _net, (byte)(node + 1)]);

    /// <inheritdoc/>
    public ImmutableArray<string> On(int node) => ["ip", "netns", "exec", _names[node]];

    /// <inheritdoc/>
    public void Link(int from, int to, bool cut, TimeSpan late) => _switch.Link(from, to, cut, late);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // First the namespaces: whoever reads from a card that is gone reads no longer.
        await RemoveAsync(_names);
        await IpAsync("link", "del", string.Create(CultureInfo.InvariantCulture, $"lt{Environment.ProcessId}n{_names.Length}"));
        _switch.Dispose();
    }

    /// <summary>A part of 10.0.0.0/8 in which this computer has no address.</summary>
    private static byte[] Free()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(a => a.Address.GetAddressBytes()).ToArray();
        return Enumerable.Range(0, 1000)
            .Select(_ => new byte[] { 10, (byte)Random.Shared.Next(64, 255), (byte)Random.Shared.Next(0, 256) })
            .First(net => !own.Any(address => address.AsSpan().StartsWith(net)));
    }

    /// <summary>Those of a torture that was killed.</summary>
    private static Task RemoveStaleAsync() => RemoveAsync(
        Directory.Exists(Namespaces)
            ? [.. Directory.GetFiles(Namespaces, $"{Prefix}*").Select(file => Path.GetFileName(file)).Where(name => !Lives(name[Prefix.Length..].Split('-')[0]))]
            : []);

    private static bool Lives(string process) => Directory.Exists($"/proc/{process}");

    private static async Task RemoveAsync(IEnumerable<string> names)
    {
        foreach (var name in names.Where(name => File.Exists(Path.Combine(Namespaces, name))))
            await IpAsync("netns", "del", name);
    }

    private static async Task IpAsync(params string[] arguments)
    {
        using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
        var said = await ip.StandardError.ReadToEndAsync();
        await ip.WaitForExitAsync();
        if (ip.ExitCode != 0)
            throw new IOException($"ip {string.Join(' ', arguments)}: {said.Trim()}");
    }
}
