using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Writing;

namespace LabActors.Core.Tests.Labs;

public sealed class LabFileWriterTests
{
    private static readonly LabDefinition Small = new() { Name = "Small", Sections = [new SectionDefinition("bone", "")] };

    [Fact]
    public void The_demo_laboratory_is_read_as_it_was_written()
    {
        var text = LabFileWriter.Write(DemoLab.Read(), new LabRemarks());
        var read = LabFile.Read(text, DemoLab.Path);
        read.Problems.ShouldBeEmpty(text);
        LabFileWriter.Write(read.Lab.ShouldNotBeNull(), new LabRemarks()).ShouldBe(text);
        read.Lab.Valves.Select(v => (v.Name, v.Description, v.VolumeA, v.VolumeB, v.Section, v.Settling, v.Kind)).ShouldBe(DemoLab.Read().Valves.Select(v => (v.Name, v.Description, v.VolumeA, v.VolumeB, v.Section, v.Settling, v.Kind)));
        read.Lab.Instruments[0].Magnet.Table.ShouldBe(DemoLab.Read().Instruments[0].Magnet.Table);
        read.Lab.ExtractionDevices[0].Motors.ShouldBe(DemoLab.Read().ExtractionDevices[0].Motors);
    }

    [Property(MaxTest = 300)]
    public Property Any_text_is_read_as_it_was_written() =>
        Prop.ForAll(Arb.From(ArbMap.Default.GeneratorFor<NonEmptyString>()), text =>
        {
            // A description may hold anything but nothing; surrogates alone are no text.
            var description = new string([.. text.Get.Where(c => !char.IsSurrogate(c) && c is not ('\u0085' or '\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'))]);
            if (description.Length == 0)
                return;
            Again(Small with { Description = description }, new LabRemarks { Header = [description] }).Description.ShouldBe(description);
        });

    [Property(MaxTest = 300)]
    public Property Any_number_is_read_as_it_was_written() =>
        Prop.ForAll(Arb.From(Gen.Choose(-20, 20).SelectMany(exponent => Gen.Choose(1, 999_999).Select(n => n * Math.Pow(10, exponent)))), cubicCentimetres =>
            Again(Small with { Volumes = [new VolumeDefinition("bone", cubicCentimetres, "bone")] }, new LabRemarks()).Volumes[0].CubicCentimetres.ShouldBe(cubicCentimetres));

    [Theory]
    [InlineData("301")]
    [InlineData("yes")]
    [InlineData("N")]
    [InlineData("1_000")]
    [InlineData("2026-11-26")]
    [InlineData("0x1F")]
    [InlineData("~")]
    [InlineData("a: b")]
    [InlineData("it's")]
    public void What_another_program_might_take_for_something_else_is_in_quotes(string text) =>
        LabFileWriter.Write(Small with { Name = text }, new LabRemarks()).ShouldContain($"name: '{text.Replace("'", "''", StringComparison.Ordinal)}'\n");

    private static LabDefinition Again(LabDefinition lab, LabRemarks remarks)
    {
        var text = LabFileWriter.Write(lab, remarks);
        return LabFile.Read(text, "lab.yaml").Lab.ShouldNotBeNull(text);
    }
}
