using Akka.Actor;
using LabActors.Actors.Supervision;
using LabActors.Journal.Storage;

namespace LabActors.Actors.Tests;

/// <summary>
/// A node as small as can be, for tests that send it signals: <c>node FILE</c> comes up, says <c>up</c> on standard output, waits until its
/// actor system has ended, and has written to FILE what its safe-state task and its actor did.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["node", var file])
            return 64;

        var system = ActorSystem.Create("node", NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory)));
        var valve = system.ActorOf(Props.Create(() => new Valve(file)), "valve");
        SafeStateOnShutdown.Register(system, "valve", () => valve.Ask<string>("close", TimeSpan.FromSeconds(20)));
        Console.WriteLine("up");
        await system.WhenTerminated;
        return 0;
    }

    private sealed class Valve : ReceiveActor
    {
        private readonly string _file;

        public Valve(string file)
        {
            _file = file;
            Receive<string>(command =>
            {
                File.AppendAllText(file, command + "\n");
                Sender.Tell("done");
            });
        }

        protected override void PostStop() => File.AppendAllText(_file, "stopped\n");
    }
}
