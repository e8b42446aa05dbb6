using System.Collections.Immutable;
using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Transports;

public sealed partial class WireConversationTests
{
    private readonly SteppedTime _time = new();
    private readonly List<LinkTrace> _traces = [];

    [Fact]
    public void An_answer_in_pieces_is_one_answer()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer((0.1, "1.2"), (0.3, "3E-0"), (0.5, "8<CR>"), (0.5, "<LF>"));
        var reply = Over(wire).Hold("gauge", Ask("DS IG<CR>"), default);
        Text(reply).ShouldBe(["1.23E-08"]);
        reply.Attempts.ShouldBe(1);
        reply.Took.ShouldBe(TimeSpan.FromSeconds(0.5));
        wire.Written.ShouldBe(["DS IG<CR>"]);
    }

    [Fact]
    public void Two_answers_in_one_piece_answer_one_request_and_the_rest_is_thrown_away()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer("1<CR><LF>2<CR><LF>");
        wire.Answer("3<CR><LF>");
        Text(conversation.Hold("box", Ask("a<CR>"), default)).ShouldBe(["1"]);
        Text(conversation.Hold("box", Ask("b<CR>"), default)).ShouldBe(["3"]);
        _traces[1].Bytes.Select(b => (b.Direction, WireText.Of(b.Bytes.Span))).First().ShouldBe((WireDirection.Drained, "2<CR><LF>"));
    }

    [Fact]
    public void What_is_left_of_a_terminator_is_not_an_answer()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer((0.01, "1<CR>"), (0.02, "<LF>"));
        wire.Answer((0.01, "2<CR>"), (0.02, "<LF>"));
        Text(conversation.Hold("box", Ask("a<CR>"), default)).ShouldBe(["1"]);
        Text(conversation.Hold("box", Ask("b<CR>"), default)).ShouldBe(["2"]);
    }

    [Fact]
    public void Silence_is_a_time_out_and_is_repeated_only_where_that_is_safe()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        var reply = conversation.Hold("box", Ask("open<CR>", repeatSafe: false), default);
        (reply.Outcome, reply.Attempts, reply.Reason).ShouldBe((LinkOutcome.TimedOut, 1, "no answer within 1 s"));
        wire.Written.Count.ShouldBe(1);
        _time.Now.ShouldBe(TimeSpan.FromSeconds(1));

        wire.Answer();
        wire.Answer("ok<CR>");
        _time.Pass(10);
        reply = conversation.Hold("box", Ask("read<CR>"), default);
        (reply.Outcome, reply.Attempts).ShouldBe((LinkOutcome.Answered, 2));
        wire.Written.ShouldBe(["open<CR>", "read<CR>", "read<CR>"]);
    }

    [Fact]
    public void A_part_of_an_answer_is_told_from_silence()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer("1.2");
        var reply = Over(wire).Hold("gauge", Ask("a<CR>", repeatSafe: false), default);
        (reply.Outcome, WireText.Of(reply.Partial.Span)).ShouldBe((LinkOutcome.TimedOut, "1.2"));
        reply.Reason.ShouldBe("only a part of an answer within 1 s: 1.2");
    }

    [Theory]
    [InlineData(1.1, false)]
    [InlineData(1.95, false)]
    [InlineData(1.1, true)]
    [InlineData(2.5, true)]
    public void A_late_answer_is_never_taken_for_the_next(double late, bool forgets)
    {
        var wire = new ScriptedTransport(_time) { ForgetsWhenReopened = forgets };
        var conversation = Over(wire);
        wire.Answer((late, "late<CR>"));
        wire.Answer((0.7, "right<CR>"));
        conversation.Hold("box", Ask("a<CR>", repeatSafe: false), default).Outcome.ShouldBe(LinkOutcome.TimedOut);
        Text(conversation.Hold("box", Ask("b<CR>"), default)).ShouldBe(["right"]);
    }

    [Fact]
    public void A_late_answer_is_not_taken_for_that_to_the_repetition()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer((1.5, "late<CR>"));
        wire.Answer((0.1, "right<CR>"));
        Text(Over(wire).Hold("box", Ask("a<CR>"), default)).ShouldBe(["right"]);
    }

    [Fact]
    public void A_late_datagram_is_never_taken_for_the_next()
    {
        var wire = new ScriptedTransport(_time) { IsDatagrams = true, ForgetsWhenReopened = true };
        var conversation = Over(wire);
        wire.Answer((1.3, "late"));
        wire.Answer((0.6, "right"));
        conversation.Hold("box", Ask("a", new UntilEnd(), false), default).Outcome.ShouldBe(LinkOutcome.TimedOut);
        Text(conversation.Hold("box", Ask("b", new UntilEnd()), default)).ShouldBe(["right"]);
    }

    [Fact]
    public void A_dead_device_costs_the_others_of_its_bus_nothing_but_its_own_time()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer();
        wire.Answer("@02 1<CR>");
        conversation.Hold("dead", Ask("@01<CR>", repeatSafe: false), default);
        Text(conversation.Hold("alive", Ask("@02<CR>"), default)).ShouldBe(["@02 1"]);
        _time.Now.ShouldBe(TimeSpan.FromMilliseconds(1010));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(1.9)]
    public void The_rest_of_an_answer_is_never_taken_for_the_next(double after)
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer((0.2, "102"), (after, ".8<CR>"));
        wire.Answer((0.2, "25.0<CR>"));
        conversation.Hold("furnace", Ask("PV<CR>", repeatSafe: false), default).Outcome.ShouldBe(LinkOutcome.TimedOut);
        Text(conversation.Hold("furnace", Ask("SP<CR>"), default)).ShouldBe(["25.0"]);
    }

    [Fact]
    public void An_answer_that_lost_its_end_does_not_spoil_the_repetition()
    {
        var wire = new ScriptedTransport(_time);
        wire.Answer("25.0");
        wire.Answer("25.0<CR>");
        var reply = Over(wire).Hold("furnace", Ask("PV<CR>"), default);
        (Text(reply).Single(), reply.Attempts).ShouldBe(("25.0", 2));
    }

    [Fact]
    public void A_wrong_check_is_an_outcome_of_its_own_and_is_repeated_where_that_is_safe()
    {
        var framing = Terminated.Cr with { Check = new MessageCheck(CheckKind.SumDecimal) };
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer("0011030906001000022<CR>");
        var reply = conversation.Hold("pump", Ask("a<CR>", framing, false), default);
        (reply.Outcome, WireText.Of(reply.Partial.Span)).ShouldBe((LinkOutcome.ChecksumError, "0011030906001000022<CR>"));
        wire.Answer("0011030906001000022<CR>");
        wire.Answer("0011030906001000021<CR>");
        Text(conversation.Hold("pump", Ask("a<CR>", framing), default)).ShouldBe(["0011030906001000"]);
        wire.Answer("x<CR>");
        wire.Answer("y<CR>");
        conversation.Hold("pump", Ask("a<CR>", framing), default).Outcome.ShouldBe(LinkOutcome.Malformed);
    }

    [Fact]
    public void Events_between_a_request_and_its_answer_are_kept_and_answer_nothing()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer((0.1, "#EVENT:1#<CR><LF>E0"), (0.2, "0<CR><LF>#EVE"), (0.4, "NT:2#<CR><LF>"));
        wire.Answer((0.3, "E41<CR><LF>"));
        Text(conversation.Hold("ngx", AskWithEvents("StopAcq<CR>"), default)).ShouldBe(["E00"]);
        Text(conversation.Hold("ngx", AskWithEvents("StartAcq<CR>"), default)).ShouldBe(["E41"]);
        _time.Pass(1);
        Events(conversation).ShouldBe(["#EVENT:1#", "#EVENT:2#"]);
        wire.Send(0.1, "#EVENT:3#<CR><LF>");
        _time.Pass(1);
        Events(conversation).ShouldBe(["#EVENT:3#"]);
        Events(conversation).ShouldBeEmpty();
    }

    [Fact]
    public void The_rest_of_a_late_answer_among_events_answers_nothing()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer("E00<CR><LF>");
        conversation.Hold("ngx", AskWithEvents("a<CR>"), default);
        wire.Send(0.1, "E4");
        wire.Answer((0.1, "1<CR><LF>"), (0.2, "E00<CR><LF>"));
        _time.Pass(0.5);
        Text(conversation.Hold("ngx", AskWithEvents("b<CR>"), default)).ShouldBe(["E00"]);
    }

    [Fact]
    public void An_event_that_begins_before_a_time_out_is_whole_after_it()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer((0.9, "#EVENT:1"));
        conversation.Hold("ngx", AskWithEvents("a<CR>"), default).Outcome.ShouldBe(LinkOutcome.TimedOut);
        wire.Answer((0.1, ",2#<CR><LF>"), (0.2, "E00<CR><LF>"));
        Text(conversation.Hold("ngx", AskWithEvents("b<CR>"), default)).ShouldBe(["E00"]);
        Events(conversation).ShouldBe(["#EVENT:1,2#"]);
    }

    [Theory]
    [InlineData("E00", LinkOutcome.Answered)]
    [InlineData("E42", LinkOutcome.Malformed)]
    public void A_new_connection_is_greeted_once_and_what_is_not_let_in_asks_nothing(string answer, LinkOutcome outcome)
    {
        var wire = new ScriptedTransport(_time) { ForgetsWhenReopened = true };
        wire.On("Login a,b<CR>", answer + "<CR><LF>");
        wire.On("GETMASS<CR>", "39.9<CR><LF>");
        var asked = Ask("GETMASS<CR>", repeatSafe: false) with
        {
            Preamble =
            [
                new TransactionStep(default, Terminated.CrLf),
                new TransactionStep(WireText.Parse("Login a,b<CR>"), Terminated.CrLf) { GoesOn = m => m.Span.SequenceEqual("E00"u8) },
            ],
        };
        var conversation = Over(wire);
        wire.Send(0.2, "welcome<CR><LF>");
        conversation.Hold("ngx", asked, default).Outcome.ShouldBe(outcome);
        if (outcome == LinkOutcome.Answered)
            Text(conversation.Hold("ngx", asked, default)).ShouldBe(["39.9"]);
        wire.Written.ShouldBe(outcome == LinkOutcome.Answered ? ["Login a,b<CR>", "GETMASS<CR>", "GETMASS<CR>"] : ["Login a,b<CR>"]);
    }

    [Fact]
    public void Only_the_last_thousand_events_are_kept()
    {
        var wire = new ScriptedTransport(_time);
        var conversation = Over(wire);
        wire.Answer("E00<CR><LF>");
        conversation.Hold("ngx", AskWithEvents("a<CR>"), default);
        for (var n = 0; n < 1_200; n++)
            wire.Send(0.001 * n, $"#{n}#<CR><LF>");
        for (var taken = 0; taken < 3; taken++)
        {
            _time.Pass(0.4);
            wire.Answer("E00<CR><LF>");
            conversation.Hold("ngx", AskWithEvents("a<CR>"), default);
        }

        var events = Events(conversation);
        (events.Length, events[0], events[^1]).ShouldBe((1_000, "#200#", "#1199#"));
    }

    private WireConversation Over(ScriptedTransport wire, bool connectsEachTime = false) => new("port", wire, connectsEachTime, TimeSpan.Zero, _time, _traces.Add);

    private static Transaction Ask(string request, Framing? answer = null, bool repeatSafe = true) =>
        Transaction.Ask("ask", WireText.Parse(request), answer ?? Terminated.Line, TimeSpan.FromSeconds(1), repeatSafe);

    private static Transaction AskWithEvents(string request) => new(
        "ask", [new TransactionStep(WireText.Parse(request), Terminated.CrLf) { IsEvent = m => m.Span[0] == '#' }], TimeSpan.FromSeconds(1), false);

    private static string[] Text(LinkReply reply)
    {
        reply.Outcome.ShouldBe(LinkOutcome.Answered, reply.Reason);
        return [.. reply.Answers.Select(a => Encoding.ASCII.GetString(a.Span))];
    }

    private static string[] Events(WireConversation conversation) => [.. conversation.TakeEvents().Select(e => Encoding.ASCII.GetString(e.Message.Span))];
}
