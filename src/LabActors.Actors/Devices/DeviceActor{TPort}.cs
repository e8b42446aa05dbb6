using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Time;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>
/// Owns one port: a valve box, a gauge controller, a spectrometer, a laser. Receives transactions and carries them out one at a
/// time, in order, what is urgent first; each has a time limit. Persists nothing. Holds the laboratory clock while the port
/// works. A port that breaks is closed and opened again at the next transaction; when it cannot be opened, transactions are
/// refused until a back-off has passed. Dies with its laboratory, closing the port.
/// </summary>
/// <remarks>On a virtual clock a port must answer or throw (<see cref="TimeoutException"/>): time does not pass while it works.</remarks>
public sealed partial class DeviceActor<TPort> : ReceiveActor, IWithTimers
    where TPort : class
{
    private readonly string _name;
    private readonly Func<TPort> _open;
    private readonly DeviceOptions _options;
    private readonly IReadOnlyList<DevicePoll<TPort>> _polls;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LinkedList<Job> _waiting = [];
    private readonly Dictionary<string, Reading<double>> _last = new(StringComparer.Ordinal);
    private Job? _current;
    private TPort? _port;
    private TimeSpan _backOff;
    private DateTimeOffset _openNotBefore = DateTimeOffset.MinValue;
    private bool _running;

    /// <summary>See <see cref="DeviceActor.Props{TPort}(string, Func{TPort}, DeviceOptions?, IReadOnlyList{DevicePoll{TPort}}?)"/>.</summary>
    public DeviceActor(string name, Func<TPort> open, DeviceOptions options, IReadOnlyList<DevicePoll<TPort>> polls)
    {
        (_name, _open, _options, _polls) = (name, open, options, polls);
        Receive<Transaction<TPort>>(t => Enqueue(new Job(t, Sender)));
        Receive<Ended>(e => Conclude(e.Job, e.Value, e.Failure));
        Receive<Overdue>(o => GiveUp(o.Job, $"{_name} did not answer within {o.After.TotalSeconds:0.##} s ({o.Job.What})", DeviceFailure.Unanswered, _options.Grace));
        Receive<Stuck>(s => Abandon(s.Job));
        Receive<Poll>(p => PollUnlessWaiting(p.Which));
        Receive<GetLast>(g => Sender.Tell(new LastIs(g.What, _last.GetValueOrDefault(g.What))));
        Receive<Completed>(_ => { });
        Receive<Failed>(f => _log.Debug("{Device}: {Reason}", _name, f.Reason));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <inheritdoc/>
    protected override void PreStart()
    {
        for (var i = 0; i < _polls.Count; i++)
        {
            Timers.StartPeriodicTimer(_polls[i], new Poll(i), TimeSpan.Zero, _polls[i].Every);
        }
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _current?.Cancellation.Cancel();
        Close();
    }

    private void Enqueue(Job job)
    {
        if (_waiting.Count >= _options.QueueLimit && !job.Urgent)
        {
            job.Fail(Self, $"{_name} has {_waiting.Count} commands waiting", DeviceFailure.NotSent);
            return;
        }

        if (job.Clears)
        {
            GiveUpWaiting(job);
        }

        // Urgent ones keep their own order.
        var firstOrdinary = job.Urgent ? FirstOrdinary() : null;
        if (firstOrdinary is null)
        {
            _waiting.AddLast(job);
        }
        else
        {
            _waiting.AddBefore(firstOrdinary, job);
        }

        if (job.Urgent && _current is { Urgent: false } current)
        {
            GiveUp(current, $"{_name} gave up '{current.What}' for '{job.What}'", DeviceFailure.Withdrawn, _options.UrgentGrace);
        }

        RunNext();
    }

    private void GiveUpWaiting(Job forWhich)
    {
        foreach (var waiting in _waiting.Where(j => !j.Urgent).ToArray())
        {
            _waiting.Remove(waiting);
            waiting.Fail(Self, $"{_name} gave up '{waiting.What}' for '{forWhich.What}'", DeviceFailure.Withdrawn);
        }
    }

    private LinkedListNode<Job>? FirstOrdinary()
    {
        var node = _waiting.First;
        while (node is { Value.Urgent: true })
        {
            node = node.Next;
        }

        return node;
    }

    private void RunNext()
    {
        // A port that answers at once concludes within this loop; it must not nest.
        if (_running)
        {
            return;
        }

        _running = true;
        while (_current is null && _waiting.First is { Value: var job })
        {
            _waiting.RemoveFirst();
            Run(job);
        }

        _running = false;
    }

    private void Run(Job job)
    {
        if (Port(out var reason) is not { } port)
        {
            Remember(job, null);
            job.Fail(Self, reason, DeviceFailure.NotSent);
            return;
        }

        _current = job;
        var task = Start(job, port);
        if (task.IsCompleted)
        {
            Conclude(job, task.IsCompletedSuccessfully ? task.Result : null, task.IsCompletedSuccessfully ? null : Cause(task));
            return;
        }

        var after = job.Timeout ?? _options.Timeout;
        Timers.StartSingleTimer(job, new Overdue(job, after), after);
        _clock.Holds.PipeTo(
            task, $"{_name}: {job.What}", Self, Self, value => new Ended(job, value, null), failure => new Ended(job, null, failure.GetBaseException()));
    }

    private static async Task<object?> Start(Job job, TPort port) => await job.Work(port, job.Cancellation.Token).ConfigureAwait(false);

    private static Exception Cause(Task task) => task.Exception?.GetBaseException() ?? new OperationCanceledException();

    private void Conclude(Job job, object? value, Exception? failure)
    {
        Remember(job, failure is null ? value as Reading<double> : null);
        switch (failure)
        {
            case null:
                job.Succeed(Self, value, value is IReading reading ? reading.Simulated : _port is IDevicePort { Simulated: true });
                break;
            case DeviceRefusedException refused:
                job.Fail(Self, refused.Message, DeviceFailure.Definite);
                break;
            case TimeoutException or OperationCanceledException:
                job.Fail(Self, $"{_name} did not answer ({job.What}): {failure.Message}", DeviceFailure.Unanswered);
                break;
            default:
                _log.Warning(failure, "{Device} broke down in '{What}'; its port is opened again", _name, job.What);
                job.Fail(Self, $"{_name} broke down ({job.What}): {failure.Message}", DeviceFailure.Unanswered);
                if (_current == job)
                {
                    Close();
                }

                break;
        }

        if (_current == job)
        {
            Timers.Cancel(job);
            _current = null;
            RunNext();
        }
    }

    private void GiveUp(Job job, string reason, DeviceFailure failure, TimeSpan grace)
    {
        if (_current == job)
        {
            Timers.StartSingleTimer(job, new Stuck(job), grace);
            job.Fail(Self, reason, failure);
            job.Cancellation.Cancel();
        }
    }

    private void Abandon(Job job)
    {
        if (_current == job)
        {
            _log.Warning("{Device} does not end '{What}'; its port is opened again", _name, job.What);
            Close();
            _current = null;
            RunNext();
        }
    }

    private TPort? Port(out string reason)
    {
        reason = "";
        if (_port is not null)
        {
            return _port;
        }

        if (_clock.Now < _openNotBefore)
        {
            reason = $"{_name} could not be reached; the next attempt is at {_openNotBefore:HH:mm:ss} UTC";
            return null;
        }

        try
        {
            _port = _open();
            _backOff = TimeSpan.Zero;
        }
        catch (Exception failure)
        {
            _backOff = _backOff == TimeSpan.Zero ? _options.ShortestBackOff : _backOff * 2;
            _backOff = _backOff < _options.LongestBackOff ? _backOff : _options.LongestBackOff;
            _openNotBefore = _clock.Now + _backOff;
            _log.Warning(failure, "{Device} cannot be reached; the next attempt is in {BackOff}", _name, _backOff);
            reason = $"{_name} cannot be reached: {failure.Message}";
        }

        return _port;
    }

    private void Close()
    {
        var port = _port;
        _port = null;
        try
        {
            (port as IDisposable)?.Dispose();
        }
        catch (Exception failure)
        {
            _log.Warning(failure, "{Device}: closing the port failed", _name);
        }
    }

    private void PollUnlessWaiting(int which)
    {
        var poll = _polls[which];
        if (!_waiting.Any(j => j.IsPoll && j.What == poll.What))
        {
            var read = new Transaction<TPort>(poll, poll.What, async (port, ct) => await poll.Read(port, ct).ConfigureAwait(false));
            Enqueue(new Job(read, Self) { IsPoll = true });
        }
    }

    private void Remember(Job job, Reading<double>? reading)
    {
        var known = reading ?? (_last.TryGetValue(job.What, out var before) ? before with { Quality = Quality.Stale } : null);
        if (known is not null)
        {
            _last[job.What] = known;
            if (job.IsPoll)
            {
                Context.System.EventStream.Publish(new DeviceRead(_name, job.What, known));
            }
        }
    }

    private sealed record Ended(Job Job, object? Value, Exception? Failure);

    private sealed record Overdue(Job Job, TimeSpan After);

    private sealed record Stuck(Job Job);

    private sealed record Poll(int Which);
}
