using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Akka.Actor;
using LabActors.Actors.Lab;
using LabActors.Actors.Monitoring;
using LabActors.Actors.Operators;
using LabActors.Actors.Safety;
using LabActors.Actors.Time;
using LabActors.Core.Operators;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Operators;
using LabActors.Node.Security;

namespace LabActors.Node;

/// <content>The laboratory as operators command it, and where their consoles attach.</content>
public sealed partial class LabNode : IOperatedLab
{
    private ImmutableArray<OperatorEndpoint> _endpoints = [];
    private Task _listening = Task.CompletedTask;

    /// <inheritdoc/>
    public ImmutableArray<string> Instruments => [.. _hardware.Own.Instruments.Select(i => i.Name)];

    /// <inheritdoc/>
    public ImmutableArray<string> ExtractionDevices => [.. _parts.ExtractionDevices.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Lets consoles attach, until the node stops: from this computer its owner, as an engineer, and the users of the laboratory; from others the users, where <see cref="NodeOptions.Listen"/> and the
    /// laboratory's certificates let them. Comes about beside what runs, which does not depend on it: what cannot be is told, with its reason.
    /// </summary>
    public void BeginListening() => _listening = Task.Run(ListenAsync);

    /// <summary>Runs until it is told to stop: laboratory time passes, what was found goes on, and consoles attach.</summary>
    public void Serve()
    {
        _serves = true;
        LetTimePass();
        BeginListening();
    }

    /// <summary>Where consoles attach, when that has come about.</summary>
    public async Task<ImmutableArray<string>> ListeningAsync()
    {
        await _listening;
        return [.. _endpoints.Select(e => $"{e.EndPoint.Host}:{e.EndPoint.Port}{(e.HasTls ? " with certificates" : "")}")];
    }

    private async Task ListenAsync()
    {
        try
        {
            var (hash, problem) = OperatorToken.Ensure(_options.Data);
            if (problem is not null)
                _log.Error("The owner of the data folder cannot attach to this node: {Problem}", problem);
            var owner = hash is null ? null : new OperatorUser(Environment.UserName, OperatorRole.Engineer, OperatorToken.Salt, hash, Clock.Now);
            var file = _options.Security.UsersOf(_options.LabFolder);
            OperatorUser? User(string name) => file.Current().Users.Find(name);
            var here = new OperatorListening("127.0.0.1", 0, name => name == owner?.Name ? owner : User(name));

            var (host, port) = (_options.Listen.Host, _options.Listen.Port);
            var node = _options.Name == NodeOptions.DefaultName ? null : _options.Name;
            var found = await ListenCheck.MakeAsync(host, node, _options.Security, _options.LabFolder, TimeProvider.System);
            foreach (var told in found.Problems)
                _log.Warning("{Problem}", told);
            if (found.Decision.Mode == ListenMode.Plain)
                here = here with { Host = host, Port = port };
            TryListen(here);
            if (found.Decision.Mode == ListenMode.Tls)
                TryListen(new OperatorListening(host, port, User) { Certificates = found.Certificates, WarnBefore = _options.Security.WarnBefore });
            else if (found.Decision.Mode == ListenMode.Refused)
                Tell($"this node does not listen at {host}:{port}: {found.Decision.Reason}");
        }
        catch (Exception fault)
        {
            _log.Error(fault, "No console can attach to this node");
        }
    }

    /// <summary>A port that another program has keeps nobody of this computer out: they find the address in the data folder.</summary>
    private void TryListen(OperatorListening listening)
    {
        try
        {
            Listen(listening);
        }
        catch (IOException taken) when (listening.Certificates is null && listening.Port != 0)
        {
            Tell($"{taken.Message}; consoles of this computer attach with --data {_options.Data}");
            Listen(listening with { Port = 0 });
        }
        catch (IOException taken)
        {
            listening.Certificates?.Dispose();
            Tell($"this node does not listen at {listening.Host}:{listening.Port}: {taken.Message}");
        }
    }

    private void Tell(string text)
    {
        _log.Warning("{Text}", text);
        System.EventStream.Publish(new LabProtocol.Notice(text));
    }

    /// <summary>Lets consoles attach, until the node stops.</summary>
    /// <returns>Where.</returns>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public DnsEndPoint Listen(OperatorListening listening)
    {
        var journal = Journal.Provider == JournalProvider.Memory ? null : new JournalReader(Journal);
        var endpoint = OperatorEndpoint.Start(
            listening,
            new OperatorGatewayActor.Order(
                _options.Name,
                listening.Find,
                new OperatorProtocol.Attached(
                    "", "", "", _options.Name, _options.Lab.Name, IsSimulated, PaceWord, _wiring.Simulated is { } simulated ? (long)simulated.Snapshot().Seed : null, Path.GetFullPath(_options.Data), Instruments,
                    OperatorProtocol.LineJoin.Of(_options.Lab)),
                System,
                () => _parts.Operators,
                this,
                since => journal is null
                    ? Task.FromResult(ImmutableArray<Actors.Persistence.JournaledEvent>.Empty)
                    : Task.Run(() => since is { } from ? OperatorLog.ReadAsync(journal, from) : OperatorState.ReadAsync(journal, _options.Lab)),
                () => Clock.Now,
                TimeProvider.System),
            _log,
            Tell);
        _endpoints = _endpoints.Add(endpoint);

        // Whoever owns the data folder attaches within this computer.
        if (listening.Certificates is null)
            new NodeAddress(_options.Name, endpoint.EndPoint.Host, endpoint.EndPoint.Port, Environment.ProcessId) { Laboratory = _options.Lab.Name, HasPorts = _options.UsesPorts }.Write(_options.Data);
        return endpoint.EndPoint;
    }

    /// <summary>Somebody at a console of the node's own process begins to give commands.</summary>
    public async Task<OperatorIdentity> EnterAsync(string user, OperatorRole role)
    {
        var entered = await _parts.Operators.Ask<OperatorJournalProtocol.Entered>(new OperatorJournalProtocol.Enter(user, OperatorRoles.Word(role), "", "in the node"), AskLimit);
        return new OperatorIdentity(user, role, "", entered.Session);
    }

    private string PaceWord => _options.Pace.ToString();

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellLineAsync(object message) => _parts.Line.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Core.Labs.LabDefinition IOperatedLab.Laboratory => _options.Lab;

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellTripsAsync(object message) =>
        _parts.Trips.IsNobody() ? Task.FromResult<object>(new TripProtocol.TripsAre([])) : _parts.Trips.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellMonitorAsync(object message) =>
        _parts.Monitor.IsNobody() ? Task.FromResult<object>(new MonitorProtocol.ValuesAre([])) : _parts.Monitor.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellSampleChangerAsync(object message) => _parts.SampleChanger.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellExtractionDeviceAsync(string device, object message) => _parts.ExtractionDevices[device].Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    public Task<object> TellDecisionsAsync(object message) => _parts.Decisions.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellHealthAsync(object message) => _parts.Health.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellOperatorJournalAsync(object message) => _parts.Operators.Ask<object>(message, AskLimit);
}
