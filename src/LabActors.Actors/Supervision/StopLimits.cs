using Akka.Configuration;

namespace LabActors.Actors.Supervision;

/// <summary>How long an orderly stop may take, in real time: nobody waits in laboratory time for a process to go.</summary>
/// <param name="SafeState">For the actors to make the laboratory safe; after it the ports are told without them.</param>
/// <param name="Whole">From the wish to the end of the process; after it the process is ended by force.</param>
/// <param name="Protection">For protecting the laboratory through its ports before the process is ended by force.</param>
public sealed record StopLimits(TimeSpan SafeState, TimeSpan Whole, TimeSpan Protection)
{
    /// <summary>What a signal means for runs in flight.</summary>
    public StopPolicy Policy { get; init; } = StopPolicy.Safe;

    /// <summary>For runs in flight to come to their end, where <see cref="Policy"/> lets them; then the laboratory is made safe.</summary>
    public TimeSpan Runs { get; init; } = TimeSpan.FromHours(6);

    private const string Section = "labactors.stop";

    /// <summary>What <c>node.conf</c> says by itself: in force until a node has read its settings.</summary>
    public static StopLimits Default { get; } = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(20));

    /// <summary>The settings of a node.</summary>
    /// <exception cref="ConfigurationException">The policy is none; the message names the key.</exception>
    public static StopLimits From(Config config) =>
        new(config.GetTimeSpan($"{Section}.safe-state"), config.GetTimeSpan($"{Section}.whole"), config.GetTimeSpan($"{Section}.protection"))
        {
            Policy = PolicyOf(config),
            Runs = config.GetTimeSpan($"{Section}.runs"),
        };

    /// <summary>The policy that settings say; <see cref="StopPolicy.Safe"/> where they say none.</summary>
    /// <exception cref="ConfigurationException">It is none; the message names the key.</exception>
    public static StopPolicy PolicyOf(Config config) => config.GetString($"{Section}.policy", "safe") switch
    {
        "safe" => StopPolicy.Safe,
        "finish" => StopPolicy.Finish,
        "hold" => StopPolicy.Hold,
        var other => throw new ConfigurationException($"{Section}.policy is '{other}', expected safe, finish or hold"),
    };
}
