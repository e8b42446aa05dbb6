using System.Globalization;
using System.Text.Json;
using LabActors.Acceptance.Examples;
using LabActors.Core.Replay;
using Microsoft.Data.Sqlite;
using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Replay;

/// <summary><c>lab replay</c> and <c>lab why</c> on a stored journal: as of a moment, as a film, and whether this build decides the same.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;
    private readonly System.Collections.Immutable.ImmutableArray<RecordedEvent> _events = StoredEvents.Read(StoredEvents.Newest);

    public ReplayCommandTests() => Stored.CopyTo(Path.Combine(Data, "journal.db"));

    private static StoredJournal Stored => StoredJournal.Read(Path.Combine(StoredJournal.Folder, $"{StoredEvents.Newest}.jsonl.gz"));

    private string Data => Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_state_of_everything_is_told_as_of_an_event_and_as_of_an_instant()
    {
        var reading = _events.First<ReadingTaken>(r => r is { Series: 1, Count: 4 });
        var (code, text, error) = await Commands.RunAsync("replay", Data, "--event", Number(reading));

        (code, error).ShouldBe((0, ""));
        text.ShouldStartWith($"{Data}, as of 2026-01-01 ");
        text.ShouldContain($"(event {reading.Number}, {reading.Number} events of ");
        foreach (var part in new[] { "executions\n  Argus: running since", "  r1    bu-FC-J-01     blank_unknown  1      in flight", "  r2    a-01-J         air            1      waits", "series 1, signal: 4 of 30 counts", "ms:Argus: held by bu-FC-J-01", "multicollect 30 counts", "magnet at " })
            text.ShouldContain(part);

        // The same moment by its time, and what the journal says is what it says as JSON.
        (code, var byTime, _) = await Commands.RunAsync("replay", Data, "--at", Time(reading), "--json");
        code.ShouldBe(0);
        var state = JsonDocument.Parse(byTime).RootElement;
        var run = state.GetProperty("runs").EnumerateArray().Single();
        run.GetProperty("run_id").GetString().ShouldBe("bu-FC-J-01");
        run.GetProperty("series")[0].GetProperty("counts").GetInt32().ShouldBe(4);
        state.GetProperty("leases").GetProperty("held").EnumerateArray().ShouldContain(l => l.GetProperty("resource").GetString() == "ms:Argus");
        state.GetProperty("valves").EnumerateArray().First(v => v.GetProperty("name").GetString() == "E").GetProperty("state").GetString().ShouldBe("open");
    }

    [Fact]
    public async Task At_the_end_every_run_is_told_with_how_it_ended_and_nothing_is_held()
    {
        var (_, text, _) = await Commands.RunAsync("replay", Data);

        text.ShouldContain("node: down since");
        text.ShouldContain("Argus: canceled at");
        text.ShouldContain("truncated");
        text.ShouldNotContain("held by");
        text.ShouldNotContain("in flight");
        text.ShouldContain("shots ever taken: ");
    }

    [Fact]
    public async Task A_conditionals_counter_and_its_trip_are_told()
    {
        var trip = _events.First<ConditionalTripped>(t => t.Acts);
        var (_, text, _) = await Commands.RunAsync("replay", Data, "--event", Number(trip));
        text.ShouldContain("conditionals: 1 in force, 1 tripped");
        text.ShouldContain("Ar40.cur>-1000");
        var (_, json, _) = await Commands.RunAsync("replay", Data, "--event", Number(trip), "--json");
        JsonDocument.Parse(json).RootElement.GetProperty("runs").EnumerateArray().Last().GetProperty("conditionals")[0].GetProperty("tripped").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_film_shows_what_a_console_would_have_shown_from_a_moment_on()
    {
        var (code, film, _) = await Commands.RunAsync("replay", Data, "--follow", "virtual");
        code.ShouldBe(0);
        film.ShouldStartWith("LabActors: Demo laboratory, SIMULATED");
        film.ShouldContain("bu-FC-J-01    started");
        film.ShouldEndWith($"the film is over: {_events.Length} events\n");

        var last = _events.First<RunStarted>(r => r.RunId == "12350-02");
        (_, var rest, _) = await Commands.RunAsync("replay", Data, "--follow", "x100000", "--event", Number(last), "--plain");
        rest.ShouldNotContain("bu-FC-J-01    started");
        rest.ShouldContain("12350-02      canceled");
        (_, var lines, _) = await Commands.RunAsync("replay", Data, "--follow", "virtual", "--event", Number(last), "--json");
        lines.TrimEnd('\n').Split('\n').Length.ShouldBe(_events.Length - (int)last.Number);
    }

    [Fact]
    public async Task Verify_ends_with_0_when_this_build_decides_the_same_and_with_1_and_the_event_when_not()
    {
        var (code, text, error) = await Commands.RunAsync("replay", Data, "--verify", "--lab", DemoLaboratory.Folder);
        (code, error).ShouldBe((0, ""));
        text.ShouldEndWith("this build decides as it was decided\n");

        var granted = _events.First<LeaseGranted>(g => g.Token == 4);
        Tamper(granted, "\"token\":4", "\"token\":9");
        (code, text, _) = await Commands.RunAsync("replay", Data, "--verify", "--lab", DemoLaboratory.Folder);
        code.ShouldBe(1);
        text.ShouldStartWith($"DIFFERS at event {granted.Number}, ");
        text.ShouldContain("a LeaseGranted of leases");
        text.ShouldContain("recorded:  LeaseGranted.Token = 9");
        text.ShouldContain("this build: LeaseGranted.Token = 4");

        (code, var json, _) = await Commands.RunAsync("replay", Data, "--verify", "--lab", DemoLaboratory.Folder, "--json");
        code.ShouldBe(1);
        JsonDocument.Parse(json).RootElement.GetProperty("difference").GetProperty("event").GetInt64().ShouldBe(granted.Number);
    }

    [Fact]
    public async Task Why_a_valve_is_open_leads_to_the_line_of_the_script_and_to_who_started_it()
    {
        var opened = _events.First<ValveActuated>(a => a is { Valve: "E", Open: true, Changed: true });
        var (code, text, error) = await Commands.RunAsync("why", "E", "--at", Time(opened), "--data", Data);

        (code, error).ShouldBe((0, ""));
        var lines = text.TrimEnd('\n').Split('\n');
        lines[0].ShouldStartWith("valve E, as of 2026-01-01 ");
        lines[0].ShouldContain(": open since ");
        lines[1].ShouldContain("it moved, and read open");
        lines[2].ShouldContain("bu-FC-J-01 told it to open");
        lines[3].ShouldContain("of the extraction script of bu-FC-J-01: open(");
        lines[3].ShouldContain("line.py line 2");
        lines[^1].ShouldContain("test started the execution of");
        (_, var json, _) = await Commands.RunAsync("why", "e", "--event", Number(opened), "--data", Data, "--json");
        JsonDocument.Parse(json).RootElement.GetProperty("because")[0].GetProperty("event").GetInt64().ShouldBe(opened.Number);
    }

    [Fact]
    public async Task Why_a_run_ended_leads_to_the_person_and_why_a_run_was_truncated_to_the_conditional()
    {
        var (_, canceled, _) = await Commands.RunAsync("why", "12350-02", "--data", Data);
        canceled.ShouldContain("cancel asked for by anna: the pump is loud");
        canceled.ShouldContain("anna asked the queue to end (cancel): the pump is loud");
        var (_, truncated, _) = await Commands.RunAsync("why", "12346-01", "--data", Data);
        truncated.ShouldContain("Ar40.cur>-1000");
        var safe = _events.First<SafeStateReached>(_ => true);
        var (_, inlet, _) = await Commands.RunAsync("why", "R", "--event", Number(safe), "--data", Data);
        inlet.ShouldContain("cancel asked for by anna");
    }

    [Fact]
    public async Task Why_a_lease_is_held_leads_to_its_run_and_tells_who_waits()
    {
        var waits = _events.First(e => e.Event is LeaseRequested r && !_events.Any(g => g.Number == e.Number + 1 && g.Event is LeaseGranted granted && granted.Holder == r.Holder));
        var (code, text, _) = await Commands.RunAsync("why", ((LeaseRequested)waits.Event).Resources[^1], "--event", Number(waits), "--data", Data);
        code.ShouldBe(0);
        text.ShouldContain(": held by ");
        text.ShouldContain(" waits");
        text.ShouldContain("asked for");
        (_, var free, _) = await Commands.RunAsync("why", "argus", "--data", Data);
        free.ShouldStartWith("lease ms:Argus, as of ");
        free.ShouldContain(": free since ");
    }

    [Fact]
    public async Task What_is_wrong_is_told_in_one_line()
    {
        var (code, text, error) = await Commands.RunAsync("why", "12350-03", "--data", Data);
        (code, text).ShouldBe((1, ""));
        error.ShouldStartWith("lab why: there was no valve, run, lease or named resource '12350-03' (do you mean '12350-0");
        error.TrimEnd('\n').ShouldNotContain('\n');
        (await Commands.RunAsync("why", "123", "--data", Data)).Error.ShouldContain("more of the id or the uuid was expected");
        (await Commands.RunAsync("why", "E", "--at", "2020-01-01", "--data", Data)).ShouldBe((64, "", "lab why: --at: found '2020-01-01', expected laboratory time such as 2026-03-02T17:05:30, or a time of its first day such as 17:05:30 (lab why --help)\n"));
        (await Commands.RunAsync("why", "E", "--at", "2020-01-01 00:00", "--data", Data)).ShouldBe((1, "", "lab why: nothing had happened yet\n"));
        (await Commands.RunAsync("replay", Data, "--at", "09:00", "--event", "3")).Error.ShouldContain("--at and --event: expected one of them");
        (await Commands.RunAsync("replay", Data, "--follow", "fast")).Code.ShouldBe(64);
        (await Commands.RunAsync("replay", _folder)).Error.ShouldContain("found no journal.db in this folder");
    }

    private static string Number(RecordedEvent e) => e.Number.ToString(CultureInfo.InvariantCulture);

    private static string Time(RecordedEvent e) => e.Event.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    private void Tamper(RecordedEvent e, string from, string to)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "journal.db")}");
        connection.Open();
        using var update = connection.CreateCommand();
        update.CommandText = "UPDATE journal SET message = CAST(REPLACE(CAST(message AS TEXT), $from, $to) AS BLOB) WHERE ordering = $number";
        update.Parameters.AddWithValue("$from", from);
        update.Parameters.AddWithValue("$to", to);
        update.Parameters.AddWithValue("$number", e.Number);
        update.ExecuteNonQuery().ShouldBe(1);
    }
}
