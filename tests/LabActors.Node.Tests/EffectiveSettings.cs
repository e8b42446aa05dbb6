using Akka.Actor;
using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace LabActors.Node.Tests;

/// <summary>A file of settings held against what an actor system makes of it.</summary>
internal static class EffectiveSettings
{
    /// <summary>Every setting of the file has its value, is expected, and is one that Akka.NET has or that is the program's own.</summary>
    /// <param name="file">The file.</param>
    /// <param name="expected">Values by key; lists with commas between.</param>
    /// <param name="isOwn">True for keys that Akka.NET need not know.</param>
    /// <param name="more">What else is looked at in the actor system.</param>
    public static async Task ShouldBeAsync(Config file, IReadOnlyDictionary<string, string> expected, Predicate<string> isOwn, Action<ActorSystem>? more = null)
    {
        var without = ConfigurationFactory.ParseString(
            $$"""akka { stdout-loglevel = OFF, loglevel = OFF, actor.provider = {{expected["akka.actor.provider"]}}, remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }""");
        var (system, plain) = (ActorSystem.Create("with", file), ActorSystem.Create("without", without));
        try
        {
            foreach (var (key, value) in expected)
            {
                var found = system.Settings.Config.GetValue(key);
                (found.IsArray() ? string.Join(",", found.GetStringList()) : found.GetString()).ShouldBe(value, key);
                (isOwn(key) || plain.Settings.Config.HasPath(key)).ShouldBeTrue($"Akka.NET has no {key}");
            }

            Leaves(file.Root.GetObject().Items, "").Where(key => !key.StartsWith("akka.actor.serialization-bindings", StringComparison.Ordinal)).Order().ShouldBe(expected.Keys.Order());
            more?.Invoke(system);
        }
        finally
        {
            await Task.WhenAll(system.Terminate(), plain.Terminate());
        }
    }

    private static IEnumerable<string> Leaves(IDictionary<string, HoconValue> items, string prefix) =>
        items.SelectMany(item => item.Value.IsObject() ? Leaves(item.Value.GetObject().Items, $"{prefix}{item.Key}.") : [prefix + item.Key]);
}
