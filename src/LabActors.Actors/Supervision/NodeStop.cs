namespace LabActors.Actors.Supervision;

/// <summary>
/// How a program that holds a node ends. The first signal asks for an orderly stop: safe state before any actor is stopped, journal closed. A second one, or an
/// orderly stop that takes longer than its limit, protects the laboratory through its ports at once and ends the process by force (<see cref="ForcedExitCode"/>). Where a program has
/// something to cancel, a first Ctrl-C is that and not yet a stop; where runs in flight are to come to their end first (<see cref="StopPolicy"/>), the first signal begins that. Limits are real time, and what is done by force is done on a thread of its own: no path hangs.
/// </summary>
public sealed class NodeStop : IDisposable
{
    /// <summary>Exit code of a program that was ended by force: the laboratory was protected without its actors, and the journal does not know it.</summary>
    public const int ForcedExitCode = 4;

    // For a console that takes no text any more.
    private static readonly TimeSpan TellLimit = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Action<string> _tell;
    private readonly IProcessEnd _end;
    private readonly TimeProvider _wall;
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _wantedToken = new();
    private readonly IDisposable _watched;
    private Func<Task<string>> _protect = () => Task.FromResult("nothing had been moved");
    private Action? _cancel;
    private Func<Task>? _finish;
    private bool _finishes;
    private StopLimits _limits = StopLimits.Default;
    private ITimer? _limit;
    private bool _forced;
    private bool _over;

    /// <summary>Listens from now on.</summary>
    /// <param name="tell">Where what happens is said; called by several threads.</param>
    public NodeStop(IInterrupts interrupts, Action<string> tell, IProcessEnd end, TimeProvider wall)
    {
        (_tell, _end, _wall) = (tell, end, wall);
        _watched = interrupts.Watch(Interrupted, () => Want("a second signal came"));
    }

    /// <summary>Completes when an orderly stop is wanted.</summary>
    public Task Wanted => _wanted.Task;

    /// <summary>The same for what takes a token: a node that is still being started.</summary>
    public CancellationToken WantedToken => _wantedToken.Token;

    /// <summary>There is a node now.</summary>
    /// <param name="protect">What protects it without actors and journal, and tells what came of that.</param>
    /// <param name="limits">Its own.</param>
    /// <param name="cancel">What a first Ctrl-C does; null where it asks for the stop.</param>
    /// <param name="finish">Lets what is in flight come to its end, before the stop; null where that is not wanted.</param>
    public void Holds(Func<Task<string>> protect, StopLimits limits, Action? cancel = null, Func<Task>? finish = null)
    {
        lock (_gate)
            (_protect, _limits, _cancel, _finish) = (protect, limits, cancel, finish);
    }

    /// <summary>An orderly stop begins, whoever wanted it: from here its limit counts.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _cancel = null;
            if (_limit is not null || _over)
                return;
            _limit = _wall.CreateTimer(_ => Force($"the orderly stop took longer than {_limits.Whole.TotalSeconds:0.###} s"), null, _limits.Whole, Timeout.InfiniteTimeSpan);
        }

        _wantedToken.Cancel();
        _wanted.TrySetResult();
    }

    /// <summary>It has ended in good order.</summary>
    public void Dispose()
    {
        lock (_gate)
            _over = true;
        _watched.Dispose();
        _limit?.Dispose();
        _wantedToken.Dispose();
    }

    private void Interrupted()
    {
        Action? cancel;
        lock (_gate)
            (cancel, _cancel) = (_cancel, null);
        if (cancel is null)
            Want("Ctrl-C came again");
        else
            cancel();
    }

    private void Want(string again)
    {
        bool first;
        Func<Task>? finish;
        lock (_gate)
        {
            first = _limit is null && !_finishes;
            finish = _finish;
            _finishes |= finish is not null;
        }

        if (!first)
        {
            Force(again);
            return;
        }

        if (finish is not null)
        {
            Task.Run(() => FinishAsync(finish));
            return;
        }

        Begin();
        Task.Run(() => _tell("stopping the program: the laboratory is made safe first; once more stops at once"));
    }

    private async Task FinishAsync(Func<Task> finish)
    {
        Tell("stopping the program when what is in flight has ended; nothing more is launched; once more stops at once");
        try
        {
            await finish().WaitAsync(_limits.Runs, _wall);
        }
        catch (TimeoutException)
        {
            Tell($"what is in flight has not ended within {_limits.Runs}; the laboratory is made safe");
        }
        catch (Exception failure)
        {
            Tell($"what is in flight cannot be waited for: {failure.Message}; the laboratory is made safe");
        }

        Begin();
    }

    private void Force(string why)
    {
        lock (_gate)
        {
            if (_forced || _over)
                return;
            _forced = true;
        }

        new Thread(() => End(why)) { Name = "forced end", IsBackground = true }.Start();
    }

    private void End(string why)
    {
        // Protected first, told next: a console that takes nothing must not keep a laser on.
        var protection = Protect();
        Tell($"{why}: the laboratory is protected without its actors, and the program ends");
        Tell(protection.Wait(_limits.Protection) ? protection.Result : $"what came of it is not known: no answer within {_limits.Protection.TotalSeconds:0.###} s");
        _end.Exit(ForcedExitCode);
    }

    private async Task<string> Protect()
    {
        try
        {
            return await Task.Run(_protect);
        }
        catch (Exception failure)
        {
            return $"THE LABORATORY MAY NOT BE SAFE: {failure.Message}";
        }
    }

    private void Tell(string text) => Task.Run(() => _tell(text)).Wait(TellLimit);
}
