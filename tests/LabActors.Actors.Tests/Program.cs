using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Supervision;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Tests;

/// <summary>
/// A node as small as can be, for tests that send it signals: <c>node FILE</c> comes up, says <c>up</c> on standard output, stops as programs with a node do when it is
/// told to, and has written to FILE what its safe-state task and its actor did. <c>deaf FILE SECONDS</c>: its valve never answers, and so much real time is given to the stop.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not (["node", _] or ["deaf", _, _]))
            return 64;

        var (answers, file) = (args[0] == "node", args[1]);
        var whole = answers ? StopLimits.Default.Whole : TimeSpan.FromSeconds(int.Parse(args[2], CultureInfo.InvariantCulture));
        var system = ActorSystem.Create("node", NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory)));
        var valve = system.ActorOf(Props.Create(() => new Valve(file, answers)), "valve");
        var makeSafe = SafeStateOnShutdown.Register(system, "valve", valve, "close", StopLimits.Default.SafeState, _ => Task.CompletedTask, TimeProvider.System);
        using var stop = new NodeStop(new ProcessInterrupts(), Console.WriteLine, new ProcessEnd(), TimeProvider.System);
        stop.Holds(
            () =>
            {
                File.AppendAllText(file, "protected\n");
                return Task.FromResult("done");
            },
            StopLimits.Default with { Whole = whole });
        Console.WriteLine("up");
        await stop.Wanted;
        await makeSafe();
        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance);
        return 0;
    }

    private sealed class Valve : ReceiveActor
    {
        private readonly string _file;

        public Valve(string file, bool answers)
        {
            _file = file;
            Receive<string>(command =>
            {
                File.AppendAllText(file, command + "\n");
                if (answers)
                    Sender.Tell("done");
            });
        }

        protected override void PostStop() => File.AppendAllText(_file, "stopped\n");
    }
}
