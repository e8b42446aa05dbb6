using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Akka.Actor;
using LabActors.Actors.Operators;
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
    private OperatorEndpoint? _operators;
    private Task _listening = Task.CompletedTask;

    /// <inheritdoc/>
    public ImmutableArray<string> Instruments => [.. _options.Lab.Instruments.Select(i => i.Name)];

    /// <inheritdoc/>
    public ImmutableArray<string> ExtractionDevices => [.. _parts.ExtractionDevices.Keys.Order(StringComparer.Ordinal)];

    /// <summary>
    /// Lets consoles of this computer attach, until the node stops: the owner of the data folder as an engineer, and the users of the laboratory. Comes about beside what runs, which does not depend on it: when it
    /// cannot be, the log says so and why.
    /// </summary>
    /// <returns>Completes when consoles can attach, or it is known that they cannot.</returns>
    public Task BeginListening() => _listening = Task.Run(ListenWithin);

    private void ListenWithin()
    {
        try
        {
            var (hash, problem) = OperatorToken.Ensure(_options.Data);
            if (problem is not null)
                _log.Error("The owner of the data folder cannot attach to this node: {Problem}", problem);
            var owner = hash is null ? null : new OperatorUser(Environment.UserName, OperatorRole.Engineer, OperatorToken.Salt, hash, Clock.Now);
            var users = _options.Security.UsersOf(_options.LabFolder);
            Listen(new OperatorListening("127.0.0.1", 0, name => name == owner?.Name ? owner : users.Current().Users.Find(name)));
        }
        catch (Exception fault)
        {
            _log.Error(fault, "No console can attach to this node");
        }
    }

    /// <summary>Lets consoles attach, until the node stops.</summary>
    /// <returns>Where.</returns>
    /// <exception cref="IOException">Nothing can listen there; the message says why.</exception>
    public DnsEndPoint Listen(OperatorListening listening)
    {
        var journal = Journal.Provider == JournalProvider.Memory ? null : new JournalReader(Journal);
        _operators = OperatorEndpoint.Start(
            listening,
            new OperatorGatewayActor.Order(
                _options.Name,
                listening.Find,
                new OperatorProtocol.Attached(
                    "", "", "", _options.Name, _options.Lab.Name, _simulated is not null, PaceWord, _simulated is null ? null : (long)_simulated.Snapshot().Seed, Path.GetFullPath(_options.Data), Instruments,
                    [.. _options.Lab.Valves.Select(v => new OperatorProtocol.LineJoin(v.Name, v.VolumeA, v.VolumeB))]),
                System,
                _parts.Operators,
                this,
                since => journal is null
                    ? Task.FromResult(ImmutableArray<Actors.Persistence.JournaledEvent>.Empty)
                    : Task.Run(() => since is { } from ? OperatorLog.ReadAsync(journal, from) : OperatorState.ReadAsync(journal, _options.Lab)),
                () => Clock.Now,
                TimeProvider.System),
            _options.Data,
            _log);
        return _operators.EndPoint;
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
    Task<object> IOperatedLab.TellExtractionDeviceAsync(string device, object message) => _parts.ExtractionDevices[device].Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    public Task<object> TellDecisionsAsync(object message) => _parts.Decisions.Ask<object>(message, AskLimit);

    /// <inheritdoc/>
    Task<object> IOperatedLab.TellOperatorJournalAsync(object message) => _parts.Operators.Ask<object>(message, AskLimit);
}
