using LabActors.Core.Labs;
using LabActors.Core.Safety;

namespace LabActors.Core.Tests.Safety;

public sealed class TripWatchTests
{
    private static readonly TripDefinition Vacuum = new("vacuum", TripSource.Gauge, "ion", "IG") { Above = 1e-4, Polls = 2, MissingPolls = 3 };

    private static string After(TripDefinition trip, params double?[] values) => values.Aggregate(TripWatch.Fresh, (w, v) => w.Read(trip, v, "the gauge is silent")).Reason(trip);

    [Fact]
    public void It_trips_after_so_many_readings_beyond_the_limit_in_a_row()
    {
        After(Vacuum, 2e-4).ShouldBeEmpty();
        After(Vacuum, 2e-4, 1e-5, 2e-4).ShouldBeEmpty();
        After(Vacuum, 2e-4, 2e-4).ShouldBe("gauge ion IG reads 0.0002, above 0.0001");
        After(Vacuum, 1e-4, 1e-4).ShouldBeEmpty("at the limit is not beyond it");
        After(Vacuum with { Above = null, Below = 3, Polls = 1 }, 2).ShouldBe("gauge ion IG reads 2, below 3");
    }

    [Fact]
    public void A_value_that_is_missing_counts_as_beyond_the_limit_by_policy()
    {
        After(Vacuum, null, null).ShouldBeEmpty();
        After(Vacuum, null, null, null).ShouldBe("gauge ion IG gave no value 3 times in a row: the gauge is silent");
        After(Vacuum, null, null, 1e-5, null, null).ShouldBeEmpty();
        After(Vacuum, double.NaN, double.NaN, double.PositiveInfinity).ShouldStartWith("gauge ion IG gave no value");
        After(Vacuum with { MissingPolls = 0 }, null, null, null, null).ShouldBeEmpty();
        After(Vacuum, 2e-4, null, 2e-4).ShouldStartWith("gauge ion IG reads", Case.Sensitive, "a lost reading between takes nothing back");
    }

    [Fact]
    public void It_is_reset_only_by_a_value_within_the_limit()
    {
        TripWatch.Fresh.AgainstReset(Vacuum).ShouldBe("gauge ion IG gives no value: not read yet");
        TripWatch.Fresh.Read(Vacuum, 2e-4, "").AgainstReset(Vacuum).ShouldBe("gauge ion IG reads 0.0002, above 0.0001");
        TripWatch.Fresh.Read(Vacuum, 1e-5, "").AgainstReset(Vacuum).ShouldBeEmpty();
    }
}
