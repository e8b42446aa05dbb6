using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Execution;
using LabActors.Console;
using LabActors.Core.Operators;
using LabActors.Node.Operators;

namespace LabActors.Acceptance.Operators;

/// <summary>Commands of the command line that attach to a node, do one thing, and leave.</summary>
public sealed class SingleCommandTests : IDisposable
{
    private readonly string _secret = SecretToken.New();
    private readonly string _token = Path.GetTempFileName();

    [Fact]
    public async Task Log_runs_queues_and_commands_tell_a_program_what_it_asked_for()
    {
        await using var lab = await TestLaboratory.StartAsync(durable: true);
        var user = new OperatorUser("anna", OperatorRole.Operator, "salt", OperatorProof.Hash(OperatorProof.Key("salt", _secret)), default);
        var at = lab.Node.Listen(new OperatorListening("127.0.0.1", 0, name => name == user.Name ? user : null));
        await File.WriteAllTextAsync(_token, _secret);
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
        async Task<(int Code, string[] Said, string Error)> LabAsync(params string[] words)
        {
            var (code, output, error) = await Commands.RunAsync([.. words, "--node", $"{at.Host}:{at.Port}", "--as", "anna", "--token-file", _token]);
            return (code, output.Split('\n', StringSplitOptions.RemoveEmptyEntries), error);
        }

        var log = await LabAsync("log", "--filter", "12346-01");
        log.Code.ShouldBe(ExitCodes.Completed, log.Error);
        log.Said.ShouldAllBe(line => line.Contains("12346-01"));
        log.Said.ShouldContain(line => line.EndsWith("12346-01      started", StringComparison.Ordinal));
        log.Said.ShouldContain(line => line.EndsWith("12346-01      success", StringComparison.Ordinal));
        (await LabAsync("log", "--since", "2200-01-01")).Said.ShouldBeEmpty();
        (await LabAsync("log", "--json", "--filter", "success")).Said.ShouldAllBe(line => line.StartsWith("{\"type\":", StringComparison.Ordinal));

        (await LabAsync("runs")).Said.Length.ShouldBe(2);
        var queues = await LabAsync("queues", "--json");
        queues.Code.ShouldBe(ExitCodes.Completed);
        queues.Said.ShouldHaveSingleItem().ShouldStartWith("{\"done\":true,\"lines\":[\"Argus: ");

        var denied = await LabAsync("valve", "open", "C");
        (denied.Code, denied.Error).ShouldBe((ExitCodes.Refused, "denied: open is for role engineer, and anna is operator\n"));
        var unreadable = await LabAsync("start", "no-such-queue.txt");
        unreadable.Code.ShouldBe(ExitCodes.Refused);
        unreadable.Error.ShouldStartWith("no-such-queue.txt: could not be read: ");
        (await LabAsync("runs", "--sample", "x")).Code.ShouldBe(ExitCodes.Usage);
    }

    public void Dispose() => File.Delete(_token);
}
