using LabActors.Devices.Framings;
using LabActors.Devices.Transports;
using Shouldly;
using Xunit;

namespace LabActors.Devices.Tests.Transports;

public sealed class TraceReplayTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly SteppedTime _time = new();
    private readonly List<LinkTrace> _traces = [];

    [Fact]
    public void A_recorded_trace_answers_as_the_device_did()
    {
        var device = new ScriptedTransport(_time);
        device.Answer((0.1, "1.2"), (0.2, "3E-08<CR><LF>"));
        device.Answer("<06><CR><LF>");
        device.Answer("");
        device.Answer("3<CR><LF>");
        var recorded = Converse(device);

        var lines = _traces.Select(LinkTraceLine.Write).ToArray();
        lines.ShouldAllBe(l => !l.Contains('\n'));
        using var replay = new ReplayTransport(lines.Select(LinkTraceLine.Read));
        Converse(replay).ShouldBe(recorded);
        replay.IsOver.ShouldBeTrue();
        recorded.ShouldBe(["Answered 1.23E-08", "Answered <ACK>", "TimedOut ", "Answered 3"]);
    }

    [Fact]
    public void Another_request_than_the_recorded_one_is_told()
    {
        var device = new ScriptedTransport(_time);
        device.Answer("1<CR><LF>");
        Hold(device, "DS IG<CR>");

        using var replay = new ReplayTransport(_traces.ToArray());
        var reply = Hold(replay, "DS CG1<CR>");
        reply.Outcome.ShouldBe(LinkOutcome.PortLost);
        reply.Reason.ShouldBe("the trace has another request here: found 'DS CG1<CR>', expected 'DS IG<CR>'");
    }

    [Fact]
    public void A_line_that_is_no_trace_says_what_it_is() =>
        Should.Throw<FormatException>(() => LinkTraceLine.Read("{\"port\": 3}")).Message.ShouldStartWith("found '{\"port\": 3}', expected a traced transaction as one line of JSON");

    private string[] Converse(ITransport transport)
    {
        using var wire = new WireConversation("gauges", transport, false, TimeSpan.Zero, _time, _traces.Add);
        return [.. ((string[])["DS IG<CR>", "PR1<CR>", "PR2<CR>", "PR3<CR>"]).Select(request => wire.Hold("gauge", Ask(request), CancellationToken.None)).Select(Words)];
    }

    private LinkReply Hold(ITransport transport, string request)
    {
        using var wire = new WireConversation("gauges", transport, false, TimeSpan.Zero, _time, _traces.Add);
        return wire.Hold("gauge", Ask(request), CancellationToken.None);
    }

    private static Transaction Ask(string request) => Transaction.Ask(request, WireText.Parse(request), Terminated.CrLf, Second, repeatSafe: false);

    private static string Words(LinkReply reply) => $"{reply.Outcome} {(reply.Outcome == LinkOutcome.Answered ? WireText.Of(reply.Answers[0].Span) : "")}";
}
