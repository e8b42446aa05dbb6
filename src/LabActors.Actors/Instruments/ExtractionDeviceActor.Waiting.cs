using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.ExtractionTransactions;
using static LabActors.Actors.Instruments.InstrumentProtocol;

namespace LabActors.Actors.Instruments;

/// <content>What takes its time: patterns, and shots that are loaded.</content>
public sealed partial class ExtractionDeviceActor
{
    private void StartPattern(ExecutePattern c)
    {
        var asker = _current!.Value.Asker;
        if (c.Since is { } since)
        {
            WatchPatternOf(c, asker, since);
            return;
        }

        Carry(c, $"pattern {c.Pattern}", (p, ct) => p.ExecutePattern(c.Pattern, ct), () =>
        {
            if (c.TellsBegun)
                asker.Tell(new Begun(c.CommandId, _calls.Simulated));
            WatchPatternOf(c, asker, _clock.Now);
        });
    }

    private void WatchPatternOf(ExecutePattern c, IActorRef asker, DateTimeOffset since)
    {
        var pattern = new RunningPattern(c, asker, since);
        _pattern = pattern;
        Timers.StartPeriodicTimer("pattern", new WatchPattern(pattern), NextWatch(since), WatchPeriod);
        if (c.Duration is { } seconds)
        {
            var left = since.AddSeconds(seconds) - _clock.Now;
            Timers.StartSingleTimer("pattern end", new PatternTimeOver(pattern), left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        // A blocking pattern is answered at its end; other commands may be given meanwhile, but none that moves.
        Finish(c.Block ? null : new Done(c.CommandId, 0.0, _calls.Simulated));
    }

    /// <summary>What was begun before an outage is looked at when it would have been.</summary>
    private TimeSpan NextWatch(DateTimeOffset since)
    {
        var watches = Math.Max(1, Math.Ceiling((_clock.Now - since) / WatchPeriod));
        return since + (WatchPeriod * watches) - _clock.Now;
    }

    private void OnWatchPattern(RunningPattern pattern) => Status(
        pattern.Command.CommandId,
        ContinuePattern,
        status =>
        {
            pattern.Misses = 0;
            if (status.Pattern.Length == 0)
            {
                EndPattern(pattern, new Done(pattern.Command.CommandId, (_clock.Now - pattern.Since).TotalSeconds, _calls.Simulated));
            }
        },
        refused =>
        {
            if (++pattern.Misses >= 3)
            {
                EndPattern(pattern, refused);
            }
        });

    private void OnPatternTimeOver(RunningPattern pattern) => _calls.Send(
        _box,
        key => Do(key, "stop pattern", (p, ct) => p.StopPattern(ct)),
        _ => EndPattern(pattern, new Done(pattern.Command.CommandId, (_clock.Now - pattern.Since).TotalSeconds, _calls.Simulated)),
        failed => EndPattern(pattern, RefusalOf(pattern.Command.CommandId, failed)));

    private void EndPattern(RunningPattern? pattern, object answer)
    {
        if (pattern is null || !ReferenceEquals(pattern, _pattern))
        {
            return;
        }

        _pattern = null;
        Timers.Cancel("pattern");
        Timers.Cancel("pattern end");
        if (pattern.Command.Block)
        {
            pattern.Asker.Tell(answer);
        }
    }

    private string? PatternRunning() => _pattern is { } running ? $"{_device.Name} runs the pattern {running.Command.Pattern}" : null;

    private void StartLoading(Perform c)
    {
        if (c.Since is { } since)
        {
            if (c.Action == "load_pipette")
                Finish(new Done(c.CommandId, true, _calls.Simulated));
            else
                WatchLoadingOf(c, since);
            return;
        }

        var asker = _current!.Value.Asker;
        var shot = c.Arguments.GetValueOrDefault("identifier", "");
        var blank = c.Arguments.GetValueOrDefault("blank", "") == "true";
        Unless(_pipette is null ? $"{_device.Name} is no pipette system" : ExtractionRules.AgainstShot(_device, shot, blank), () => _calls.Send(
            _pipette!,
            key => Load(key, shot, blank),
            _ =>
            {
                if (c.Action == "load_pipette")
                {
                    Finish(new Done(c.CommandId, true, _calls.Simulated));
                    return;
                }

                if (c.TellsBegun)
                    asker.Tell(new Begun(c.CommandId, _calls.Simulated));
                WatchLoadingOf(c, _clock.Now);
            },
            failed => Finish(RefusalOf(c.CommandId, failed))));
    }

    private void OnReadLoading(ReadLoading command)
    {
        var asker = Sender;
        if (_pipette is null)
        {
            asker.Tell(new Refused(command.CommandId, $"{_device.Name} is no pipette system"));
            return;
        }

        _calls.Send(
            _pipette,
            ReadIdle,
            value => asker.Tell(value is Reading<bool> { Quality: Quality.Good } idle
                ? new Done(command.CommandId, !idle.Value, _calls.Simulated)
                : new Refused(command.CommandId, $"{_device.Name} gave no good reading of whether it loads", DeviceFailure.Unanswered)),
            failed => asker.Tell(RefusalOf(command.CommandId, failed)));
    }

    private void WatchLoadingOf(Perform c, DateTimeOffset since)
    {
        var seconds = ExtractionRules.Number(c.Arguments.GetValueOrDefault("timeout", "")) ?? 300;
        _loading = new Loading(c, c.Arguments.GetValueOrDefault("identifier", ""), since + TimeSpan.FromSeconds(seconds));
        Timers.StartPeriodicTimer("loading", new WatchLoading(_loading), NextWatch(since), WatchPeriod);
    }

    private void OnWatchLoading(Loading loading) => _calls.Send(
        _pipette!,
        ReadIdle,
        value =>
        {
            if (value is Reading<bool> { Quality: Quality.Good, Value: true })
            {
                EndLoading(loading, new Done(loading.Command.CommandId, true, _calls.Simulated));
            }
            else if (_clock.Now >= loading.Until)
            {
                EndLoading(loading, new Refused(loading.Command.CommandId, $"{_device.Name} did not finish loading {loading.Shot} in time"));
            }
        },
        failed =>
        {
            if (_clock.Now >= loading.Until)
            {
                EndLoading(loading, RefusalOf(loading.Command.CommandId, failed));
            }
        });

    private void EndLoading(Loading? loading, object answer)
    {
        if (loading is not null && ReferenceEquals(loading, _loading))
        {
            _loading = null;
            Timers.Cancel("loading");
            Finish(answer);
        }
    }

    private sealed record RunningPattern(ExecutePattern Command, IActorRef Asker, DateTimeOffset Since)
    {
        public int Misses { get; set; }
    }

    private sealed record Loading(Perform Command, string Shot, DateTimeOffset Until);

    private sealed record WatchPattern(RunningPattern Pattern);

    private sealed record PatternTimeOver(RunningPattern Pattern);

    private sealed record WatchLoading(Loading Loading);
}
