using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Ages;

public sealed class PlateauTests
{
    [Fact]
    public void A_step_that_was_left_out_enters_neither_the_mean_nor_the_overlap()
    {
        PlateauStep[] steps = [Step(1), Step(1.1), Step(5, omitted: true), Step(0.9), Step(9)];

        var plateau = Plateau.Find(steps, new())!;

        (plateau.First, plateau.Last).ShouldBe((0, 3));
        plateau.Age.Count.ShouldBe(3);
        plateau.Age.Mean.ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Of_two_runs_as_long_the_first_is_the_plateau()
    {
        PlateauStep[] steps = [Step(1), Step(1), Step(1), Step(3), Step(3), Step(3)];

        Plateau.Find(steps, new())!.First.ShouldBe(0);
        Plateau.Find(steps, new(MinSteps: 4)).ShouldBeNull();
    }

    private static PlateauStep Step(double age, bool omitted = false) => new(new Quantity(age, 0.1), 1, omitted);
}
