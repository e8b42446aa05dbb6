using System.Collections.Immutable;
using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Transports;

/// <content>Several devices, steps and connections.</content>
public sealed partial class WireConversationTests
{
    [Fact]
    public void The_answer_of_another_on_the_bus_is_passed_over()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer("@254ACK1.0E-3;FF@253ACK2.0E-3;FF");
        var step = new TransactionStep(WireText.Parse("@253PR1?;FF"), Terminated.By(";FF")) { Belongs = m => m.Span.StartsWith("@253"u8) };
        Text(Over(wire).Hold("gauge", new Transaction("read", [step], TimeSpan.FromSeconds(1), true), default)).ShouldBe(["@253ACK2.0E-3"]);
    }

    [Theory]
    [InlineData("VER<CR>1.2<CR>", LinkOutcome.Answered)]
    [InlineData("VEX<CR>1.2<CR>", LinkOutcome.Malformed)]
    public void An_echo_is_taken_off_where_it_is_the_request(string came, LinkOutcome outcome)
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer((0.1, came[..2]), (0.2, came[2..]));
        var step = new TransactionStep(WireText.Parse("VER<CR>"), Terminated.Cr) { Echoed = true };
        var reply = Over(wire).Hold("laser", new Transaction("version", [step], TimeSpan.FromSeconds(1), false), default);
        reply.Outcome.ShouldBe(outcome);
        if (outcome == LinkOutcome.Answered)
            Text(reply).ShouldBe(["1.2"]);
    }

    [Fact]
    public void Steps_follow_each_other_only_while_the_answers_let_them()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        ImmutableArray<TransactionStep> steps =
        [
            new TransactionStep(WireText.Parse("PR1<CR>"), Terminated.CrLf) { GoesOn = m => m.Span[0] == 6 },
            new TransactionStep(WireText.Parse("<ENQ>"), Terminated.CrLf),
        ];
        wire.Answer("<ACK><CR><LF>");
        wire.Answer("0,+1.2345E-03<CR><LF>");
        Text(conversation.Hold("gauge", new Transaction("read", steps, TimeSpan.FromSeconds(1), true), default)).ShouldBe(["\u0006", "0,+1.2345E-03"]);
        wire.Answer("<NAK><CR><LF>");
        Text(conversation.Hold("gauge", new Transaction("read", steps, TimeSpan.FromSeconds(1), true), default)).ShouldBe(["\u0015"]);
        wire.Written.ShouldBe(["PR1<CR>", "<ENQ>", "PR1<CR>"]);
    }

    [Fact]
    public void Both_steps_are_repeated_when_the_second_is_not_answered()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer("<ACK><CR><LF>");
        wire.Answer();
        wire.Answer("<ACK><CR><LF>");
        wire.Answer("0,+1.2345E-03<CR><LF>");
        var transaction = new Transaction(
            "read", [new TransactionStep(WireText.Parse("PR1<CR>"), Terminated.CrLf), new TransactionStep(WireText.Parse("<ENQ>"), Terminated.CrLf)], TimeSpan.FromSeconds(1), true);
        Text(Over(wire).Hold("gauge", transaction, default)).ShouldBe(["\u0006", "0,+1.2345E-03"]);
    }

    [Fact]
    public void A_server_that_ends_the_connection_ends_the_answer()
    {
        var wire = new ScriptedTransport(_time) { EndsAfterAnswers = true, ForgetsWhenReopened = true };
        var conversation = Over(wire, connectsEachTime: true);
        wire.Answer((0.1, "A0,B1"), (0.3, ",C03446"));
        wire.Answer((0.1, "OK"));
        Text(conversation.Hold("server", Ask("GetStateWord<CR>", new UntilEnd()), default)).ShouldBe(["A0,B1,C03446"]);
        Text(conversation.Hold("server", Ask("Open A<CR>", new UntilEnd()), default)).ShouldBe(["OK"]);
        (wire.Opened, conversation.IsOpen).ShouldBe((2, false));
    }

    [Fact]
    public void A_connection_that_ends_without_an_answer_is_lost_and_opened_for_the_next()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer((0.1, ScriptedTransport.End));
        wire.Answer("ok<CR>");
        conversation.Hold("box", Ask("a<CR>"), default).Outcome.ShouldBe(LinkOutcome.PortLost);
        conversation.IsOpen.ShouldBeFalse();
        Text(conversation.Hold("box", Ask("b<CR>"), default)).ShouldBe(["ok"]);
        wire.Opened.ShouldBe(2);
    }

    [Fact]
    public void A_connection_that_ended_while_nobody_asked_is_opened_again_for_the_request()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer("ok<CR>");
        conversation.Hold("box", Ask("a<CR>"), default);
        wire.Send(0.1, ScriptedTransport.End);
        _time.Pass(1);
        wire.Answer("ok<CR>");
        Text(conversation.Hold("box", Ask("b<CR>"), default)).ShouldBe(["ok"]);
        wire.Opened.ShouldBe(2);
    }

    [Fact]
    public void A_lost_port_says_why()
    {
        var wire = new ScriptedTransport(_time) { OpenFails = "/dev/ttyUSB0 is not there" };
        var conversation = Over(wire);
        var reply = conversation.Hold("box", Ask("a<CR>"), default);
        (reply.Outcome, reply.Reason, wire.Written.Count).ShouldBe((LinkOutcome.PortLost, "/dev/ttyUSB0 is not there", 0));
        wire.OpenFails = "";
        wire.Answer((0.1, "o"), (0.2, ScriptedTransport.Loss));
        conversation.Hold("box", Ask("a<CR>"), default).Outcome.ShouldBe(LinkOutcome.PortLost);
        conversation.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void What_was_given_up_before_it_was_sent_is_not_sent()
    {
        var wire = new ScriptedTransport(_time);
        var reply = Over(wire).Hold("box", Ask("open<CR>"), new CancellationToken(true));
        (reply.Outcome, wire.Written.Count).ShouldBe((LinkOutcome.Canceled, 0));
    }

    [Fact]
    public void The_least_pause_between_two_requests_is_kept()
    {
        var wire = new ScriptedTransport(_time);
        using var conversation = new WireConversation("port", wire, false, TimeSpan.FromSeconds(0.05), _time, _traces.Add);
        wire.Answer((0, "1<CR>"), (0.02, "<LF>"));
        wire.Answer((0, "2<CR>"));
        conversation.Hold("lakeshore", Ask("a<CR>"), default);
        Text(conversation.Hold("lakeshore", Ask("b<CR>"), default)).ShouldBe(["2"]);
        _time.Now.ShouldBe(TimeSpan.FromSeconds(0.05));
    }

    [Fact]
    public void A_pause_ends_an_answer_without_an_end_only_where_the_connection_stays()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer((0.1, "a"), (0.13, "b"));
        var reply = Over(wire).Hold("box", Ask("x", new UntilEnd()), default);
        Text(reply).ShouldBe(["ab"]);
        reply.Took.ShouldBeInRange(TimeSpan.FromSeconds(0.18), TimeSpan.FromSeconds(0.24));
    }

    [Fact]
    public void A_trace_has_every_byte_with_its_way_and_instant()
    {
        var wire = new ScriptedTransport(_time);
        wire.Send(0, "noise");
        wire.Answer((0.25, "1<CR>"));
        Over(wire).Hold("box", Ask("a<CR>"), default);
        var trace = _traces.Single();
        (trace.Port, trace.Device, trace.What, trace.Outcome, trace.Took).ShouldBe(("port", "box", "ask", LinkOutcome.Answered, TimeSpan.FromSeconds(0.25)));
        trace.Bytes.Select(b => (b.Direction, WireText.Of(b.Bytes.Span), b.After.TotalSeconds))
            .ShouldBe([(WireDirection.Drained, "noise", 0), (WireDirection.Out, "a<CR>", 0), (WireDirection.In, "1<CR>", 0.25)]);
    }
}
