using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Reduction;
using LabActors.Core.Scripts;

namespace LabActors.Core.Tests.Scripts;

public sealed class ScriptFitsTests
{
    [Fact]
    public void The_last_of_several_fits_for_a_name_counts() => ScriptFits.Of(Args(("fits", "[\"Ar40:linear\",\"Ar40: parabolic\"]")), ["Ar40", "Ar39"])
        .ShouldHaveSingleItem().Value.ShouldBe(new FitSetting("parabolic"));

    [Fact]
    public void A_fit_of_the_file_that_is_not_known_is_refused_with_the_isotope_that_has_it()
    {
        var items = FitsFile.ToJson([new("Ar40", "linear", "SEM", false, 0, 0), new("Ar36", "weighted mean", "SEM", false, 0, 0)]);

        ScriptFits.Refuse(Args(("fits", "[]"), ("$fits", items.GetRawText()))).ShouldNotBeNull().ShouldStartWith("Ar36 in the fits file: found the fit 'weighted mean', expected average,");
        ScriptFits.Refuse(Args(("fits", "[\"linear\"]"), ("$fits", items.GetRawText()))).ShouldBeNull("the file is not used then");
    }

    private static ImmutableDictionary<string, JsonElement> Args(params (string Name, string Json)[] args) =>
        args.ToImmutableDictionary(a => a.Name, a => JsonElement.Parse(a.Json));
}
