using LabActors.Actors.Cluster;
using LabActors.Actors.Supervision;

namespace LabActors.Node.Tests.Cluster;

/// <summary>The effective value of each setting of <c>cluster.conf</c>: a key that is misspelt would read as zero.</summary>
public sealed class ClusterConfigurationTests
{
    [Fact]
    public async Task Every_key_has_its_value_and_Akka_knows_it()
    {
        var expected = new Dictionary<string, string>
        {
            ["akka.loggers"] = "LabActors.Actors.Logging.SerilogLoggerActor, LabActors.Actors",
            ["akka.logger-formatter"] = "Akka.Event.SemanticLogMessageFormatter, Akka",
            ["akka.loglevel"] = "WARNING",
            ["akka.stdout-loglevel"] = "OFF",
            ["akka.stdout-logger-class"] = "LabActors.Actors.Logging.SilentLogger, LabActors.Actors",
            ["akka.log-dead-letters"] = "off",
            ["akka.log-dead-letters-during-shutdown"] = "off",
            ["akka.coordinated-shutdown.run-by-clr-shutdown-hook"] = "off",
            ["akka.coordinated-shutdown.exit-clr"] = "off",
            ["akka.actor.provider"] = "cluster",
            ["akka.actor.serializers.json"] = "LabActors.Actors.Operators.RefusingSerializer, LabActors.Actors",
            ["akka.actor.serializers.nodes"] = "LabActors.Actors.Cluster.ClusterSerializer, LabActors.Actors",
            ["akka.remote.log-remote-lifecycle-events"] = "off",
            ["akka.remote.log-frame-size-exceeding"] = "100000b",
            ["akka.remote.dot-netty.tcp.hostname"] = "127.0.0.1",
            ["akka.remote.dot-netty.tcp.port"] = "0",
            ["akka.remote.dot-netty.tcp.maximum-frame-size"] = "128000b",
            ["akka.remote.dot-netty.tcp.connection-timeout"] = "10s",
            ["akka.remote.dot-netty.tcp.enable-ssl"] = "off",
            ["akka.remote.dot-netty.tcp.ssl.suppress-validation"] = "off",
            ["akka.remote.dot-netty.tcp.ssl.require-mutual-authentication"] = "on",
            ["akka.remote.dot-netty.tcp.ssl.validate-certificate-hostname"] = "off",
            ["akka.cluster.min-nr-of-members"] = "1",
            ["akka.cluster.seed-node-timeout"] = "5s",
            ["akka.cluster.retry-unsuccessful-join-after"] = "5s",
            ["akka.cluster.shutdown-after-unsuccessful-join-seed-nodes"] = "off",
            ["akka.cluster.run-coordinated-shutdown-when-down"] = "on",
            ["akka.cluster.failure-detector.heartbeat-interval"] = "1s",
            ["akka.cluster.failure-detector.acceptable-heartbeat-pause"] = "3s",
            ["akka.cluster.failure-detector.threshold"] = "8.0",
            ["akka.cluster.failure-detector.expected-response-after"] = "1s",
            ["akka.cluster.downing-provider-class"] = "Akka.Cluster.SBR.SplitBrainResolverProvider, Akka.Cluster",
            ["akka.cluster.down-removal-margin"] = "7s",
            ["akka.cluster.split-brain-resolver.active-strategy"] = "keep-majority",
            ["akka.cluster.split-brain-resolver.stable-after"] = "7s",
            ["akka.cluster.split-brain-resolver.down-all-when-unstable"] = "off",
            ["akka.cluster.split-brain-resolver.keep-majority.role"] = "voter",
        };
        await EffectiveSettings.ShouldBeAsync(
            NodeConfiguration.OfFile("cluster.conf"),
            expected,
            isOwn: key => key == "akka.actor.serializers.nodes",
            system => system.Serialization.FindSerializerForType(typeof(ClusterProtocol.NodeDoes)).ShouldBeOfType<ClusterSerializer>());
    }
}
