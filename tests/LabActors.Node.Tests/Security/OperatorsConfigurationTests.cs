using Akka.Configuration;
using LabActors.Actors.Supervision;
using LabActors.Core.Problems;
using LabActors.Node.Security;

namespace LabActors.Node.Tests.Security;

/// <summary>The effective value of each setting of <c>operators.conf</c>: a key that is misspelt would read as zero.</summary>
public sealed class OperatorsConfigurationTests
{
    private static Config File => NodeConfiguration.OfFile("operators.conf");

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
            ["akka.actor.serializers.json"] = "LabActors.Actors.Operators.RefusingSerializer, LabActors.Actors",
            ["akka.actor.serializers.operators"] = "LabActors.Actors.Operators.OperatorSerializer, LabActors.Actors",
            ["akka.remote.log-remote-lifecycle-events"] = "off",
            ["akka.remote.log-frame-size-exceeding"] = "100000b",
            ["akka.remote.dot-netty.tcp.hostname"] = "127.0.0.1",
            ["akka.remote.dot-netty.tcp.port"] = "0",
            ["akka.remote.dot-netty.tcp.maximum-frame-size"] = "128000b",
            ["akka.remote.dot-netty.tcp.connection-timeout"] = "10s",
            ["akka.actor.provider"] = "remote",
            ["akka.remote.untrusted-mode"] = "on",
            ["akka.remote.trusted-selection-paths"] = "/user/operators",
            ["akka.remote.dot-netty.tcp.enable-ssl"] = "off",
            ["akka.remote.dot-netty.tcp.ssl.suppress-validation"] = "off",
            ["akka.remote.dot-netty.tcp.ssl.require-mutual-authentication"] = "on",
            ["akka.remote.dot-netty.tcp.ssl.validate-certificate-hostname"] = "off",
            ["labactors.operators.listen"] = "",
            ["labactors.operators.users"] = "users.yaml",
            ["labactors.security.certificates"] = "certs",
            ["labactors.security.warn-before"] = "42d",
        };
        await EffectiveSettings.ShouldBeAsync(
            File, expected, isOwn: key => key.StartsWith("labactors", StringComparison.Ordinal) || key == "akka.actor.serializers.operators");
    }

    [Fact]
    public void The_programs_own_defaults_are_those_of_the_file()
    {
        SecuritySettings.From(File).ShouldBe(SecuritySettings.Default);
        SecuritySettings.From(Config.Empty).ShouldBe(SecuritySettings.Default);
        NodeFile.None.Security.ShouldBe(SecuritySettings.Default);
    }

    [Fact]
    public void A_laboratory_keeps_them_elsewhere()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, "node.conf"), "labactors { operators { listen = north.lab\n users = \"/etc/lab/users.yaml\" }\n security { certificates = \"../tls\"\n warn-before = 10d } }");
        var problems = new List<Problem>();
        var security = NodeFile.Read(folder, problems).Security;
        Directory.Delete(folder, recursive: true);

        problems.ShouldBeEmpty();
        security.UsersOf(folder).Path.ShouldBe("/etc/lab/users.yaml");
        security.CertificatesOf(folder).ShouldBe(Path.Combine(folder, "../tls"));
        security.Listen.ShouldBe(new System.Net.DnsEndPoint("north.lab", 4039));
        security.WarnBefore.ShouldBe(TimeSpan.FromDays(10));
    }

    [Theory]
    [InlineData("labactors.operators.listen = \"north:4039x\"", "labactors.operators.listen is 'north:4039x', expected HOST or HOST:PORT")]
    [InlineData("labactors.operators.users = \"\"", "labactors.operators.users is ''")]
    [InlineData("labactors.security.certificates = \"\"", "labactors.security.certificates is ''")]
    public void What_is_not_of_its_form_is_refused_by_name(string text, string expected) =>
        Should.Throw<ConfigurationException>(() => SecuritySettings.From(ConfigurationFactory.ParseString(text))).Message.ShouldContain(expected);
}
