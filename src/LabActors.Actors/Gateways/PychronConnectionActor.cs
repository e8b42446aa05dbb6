using System.Collections.Immutable;
using System.Text;
using Akka.Actor;
using Akka.Event;
using Akka.IO;
using LabActors.Actors.Leases;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Pychron;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Gateways;

/// <summary>
/// One connection of a client of Pychron. Owns what has come of its one request; receives the bytes, and the answers of the line, the leases and the flags. It acts as an operator that has
/// the client's address for a name, answers, and ends the connection; a request that it does not know ends it without an answer. A move that was told to the line is carried out also when the
/// client is gone. Persists nothing; dies with its connection.
/// </summary>
public sealed class PychronConnectionActor : ReceiveActor, IWithTimers
{
    private const int LongestRequest = 4096;

    // Requests need no end: what comes within this is still a part of it.
    private static readonly TimeSpan LastByte = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    // Words are answered within this, as clients expect it: with what is known by then.
    private static readonly TimeSpan WordBudget = TimeSpan.FromSeconds(0.25);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly IActorRef _connection;
    private readonly string _client;
    private readonly PychronServices _services;
    private readonly StringBuilder _came = new();
    private readonly string _commandId = $"pychron/{Guid.NewGuid():N}";
    private PychronQuestion? _question;

    /// <summary>See <see cref="Props"/>.</summary>
    public PychronConnectionActor(IActorRef connection, string client, PychronServices services)
    {
        (_connection, _client, _services) = (connection, client, services);
        Receive<Tcp.Received>(OnReceived);
        Receive<Tcp.ConnectionClosed>(_ => Context.Stop(Self));
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<IsWhole>(_ => OnRequest());
        Receive<IsSilent>(_ => End());
        Receive<IsOver>(_ => Answer(Overdue()));
        Receive<LeaseProtocol.HoldingsAre>(OnHoldings);
        Receive<Actuated>(moved => Answer(moved.Changed ? PychronLink.Done : PychronLink.Unchanged));
        Receive<ActuationRefused>(OnRefused);
        Receive<ValveIs>(OnValve);
        Receive<LineIs>(OnLine);
        Receive<PipettesAre>(pipettes => Answer(PychronValveServer.Shots(((PychronQuestion.Shots)_question!).Pipette, pipettes.Shots)));
        Receive<PressureIs>(pressure => Answer(pressure.Torr is { } torr ? PychronValveServer.Number(torr) : new PychronError(PychronError.NoGauge, pressure.Reason).ToString()));
        Receive<PychronFlagActor.Answered>(answer => Answer(answer.Text));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>A connection.</summary>
    /// <param name="connection">The socket's actor.</param>
    /// <param name="client">The client's address.</param>
    /// <param name="services">What requests are carried out with.</param>
    public static Props Props(IActorRef connection, string client, PychronServices services) =>
        Akka.Actor.Props.Create(() => new PychronConnectionActor(connection, client, services));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.Watch(_connection);
        Timers.StartSingleTimer(nameof(IsSilent), new IsSilent(), Silence);
        _connection.Tell(new Tcp.Register(Self));
    }

    private void OnReceived(Tcp.Received received)
    {
        if (_question is not null)
            return;
        _came.Append(received.Data.ToString(Encoding.UTF8));
        if (_came.Length > LongestRequest)
            End();
        else if (_came.Length > 0 && (_came[^1] is '\r' or '\n' || (_came[^1] == '}' && PychronRequest.Read(_came.ToString()) is not null)))
            OnRequest();
        else
            Timers.StartSingleTimer(nameof(IsWhole), new IsWhole(), LastByte);
    }

    private void OnRequest()
    {
        Timers.CancelAll();
        if (!_services.Server.Clients.IsEmpty && !_services.Server.Clients.Contains(_client))
        {
            _log.Warning("{Client} is none of the clients that pychron_server lists: refused", _client);
            Answer(new PychronError(PychronError.NotApproved, $"{_client} is not approved").ToString());
            return;
        }

        if (_services.Laser is { } laser)
        {
            OnLaserRequest(laser);
            return;
        }

        _question = PychronValveServer.Read(_came.ToString());
        if (_question is null)
        {
            End();
            return;
        }

        Timers.StartSingleTimer(nameof(IsOver), new IsOver(), _question is PychronQuestion.States or PychronQuestion.Locks or PychronQuestion.Owners ? WordBudget : Silence);
        switch (_question)
        {
            case PychronQuestion.Wrong wrong:
                Answer(wrong.Error.ToString());
                break;
            case PychronQuestion.Move move:
                Move(move);
                break;
            case PychronQuestion.IsOpen read:
                _services.Line.Tell(new GetValve(_commandId, read.Valve, ""));
                break;
            case PychronQuestion.IsLocked read:
                _services.Line.Tell(new GetValve(_commandId, read.Valve, ""));
                break;
            case PychronQuestion.Shots:
                _services.Line.Tell(new GetPipettes(_commandId));
                break;
            case PychronQuestion.Pressure pressure:
                _services.Line.Tell(new ReadPressure(_commandId, pressure.Controller, pressure.Gauge));
                break;
            case PychronQuestion.ReadFlag or PychronQuestion.SetFlag or PychronQuestion.PingFlag:
                _services.Flags.Tell(new PychronFlagActor.Ask(_question, _client));
                break;
            default:
                _services.Line.Tell(new GetLine());
                break;
        }
    }

    private void OnLaserRequest(IActorRef laser)
    {
        if (PychronLaserServer.Read(_came.ToString()) is not { } question)
        {
            End();
            return;
        }

        Timers.StartSingleTimer(nameof(IsOver), new IsOver(), Silence);
        laser.Tell(new PychronLaserActor.Ask(question, _client));
    }

    // Closing is always allowed; a valve of a section that another has is not opened.
    private void Move(PychronQuestion.Move move)
    {
        if (_services.Lab.FindValve(move.Valve) is not { } valve)
            Answer(new PychronError(PychronError.InvalidArguments, $"{move.Valve} is not a registered valve").ToString());
        else if (valve.Kind == ValveKind.Manual)
            _services.Line.Tell(new StateManual(_commandId, valve.Name, "", move.Open, By));
        else if (move.Open)
            _services.Leases.Tell(LeaseProtocol.GetHoldings.Instance);
        else
            Actuate(valve, false);
    }

    private void OnHoldings(LeaseProtocol.HoldingsAre holdings)
    {
        var valve = _services.Lab.FindValve(((PychronQuestion.Move)_question!).Valve)!;
        if (PychronFlags.Refusal(holdings.State, valve.Section, _client) is { } refusal)
            Answer(refusal.ToString());
        else
            Actuate(valve, true);
    }

    private void Actuate(ValveDefinition valve, bool open) => _services.Line.Tell(new Actuate(_commandId, valve.Name, "", open, By, "asked for by a client of Pychron", For: _client));

    private void OnRefused(ActuationRefused refused) => Answer(refused.Kind switch
    {
        Refusal.Locked when _services.Server.Compatible => PychronLink.Unchanged,
        Refusal.Locked => new PychronError(PychronError.Locked, refused.Reason).ToString(),
        Refusal.Unknown => new PychronError(PychronError.InvalidArguments, refused.Reason).ToString(),
        _ => new PychronError(PychronError.NotActuated, refused.Reason).ToString(),
    });

    private void OnValve(ValveIs valve)
    {
        var valves = valve.State is null ? ImmutableDictionary<string, ServedValve>.Empty : ImmutableDictionary<string, ServedValve>.Empty.Add(valve.Valve, Served(valve));
        Answer(_question switch
        {
            PychronQuestion.IsOpen { Valve: var name } => PychronValveServer.IsOpen(valve.State is null ? name : valve.Valve, valves),
            PychronQuestion.IsLocked { Valve: var name } => PychronValveServer.IsLocked(valve.State is null ? name : valve.Valve, valves),
            _ => PychronLink.Done,
        });
    }

    private void OnLine(LineIs line)
    {
        var valves = line.Valves.Select(Served).ToImmutableArray();
        Answer(_question switch
        {
            PychronQuestion.States => PychronValveServer.StateWord(valves),
            PychronQuestion.Locks => PychronValveServer.LockWord(valves.Where(v => !v.IsManual)),
            PychronQuestion.Owners => PychronValveServer.OwnersWord(valves),
            _ => PychronValveServer.Checksum(((PychronQuestion.Checksum)_question!).Valves, valves.ToDictionary(v => v.Name, StringComparer.Ordinal)),
        });
    }

    private ServedValve Served(ValveIs valve) => new(
        valve.Valve, valve.State switch { "open" => true, "closed" => false, _ => null }, valve.Locked, valve.Owner, _services.Lab.FindValve(valve.Valve)?.Kind == ValveKind.Manual);

    // An empty word is a word: it says nothing of any valve.
    private string Overdue() => _question is PychronQuestion.States or PychronQuestion.Locks or PychronQuestion.Owners
        ? PychronWord.WithCheck("")
        : new PychronError(PychronError.NoResponse, "the laboratory did not answer in time").ToString();

    private string By => $"Pychron at {_client}";

    private void Answer(string text)
    {
        _connection.Tell(Tcp.Write.Create(ByteString.FromString(text)));
        End();
    }

    private void End()
    {
        Timers.CancelAll();
        _connection.Tell(Tcp.Close.Instance);
        Become(() =>
        {
            Receive<Tcp.ConnectionClosed>(_ => Context.Stop(Self));
            Receive<Terminated>(_ => Context.Stop(Self));
            ReceiveAny(_ => { });
        });
    }

    private sealed record IsWhole;

    private sealed record IsSilent;

    private sealed record IsOver;
}
