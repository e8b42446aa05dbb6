using LabActors.Core.Labs;
using LabActors.Core.Labs.Writing;

namespace LabActors.Core.Tests.Labs;

/// <summary>Sections that other programs use too.</summary>
public sealed class SectionFlagsTests
{
    private const string Text = """
        version: 1
        name: Client
        ports:
          - {name: net, kind: tcp, host: 192.0.2.1, port: 1061, connects_each_time: true}
          - {name: relays, kind: serial, path: /dev/ttyUSB0}
        devices:
          - {name: master, driver: pychron-valves, port: net}
          - {name: relays, driver: proxr, port: relays}
        sections:
          - {name: bone, description: Shared line, flag: bone_flag, device: master}
          - {name: jan, description: Our own}
          - {name: microbone, flag: microbone_flag, device: master}
        """;

    [Fact]
    public void A_section_names_its_flag_and_the_master_that_has_it()
    {
        var read = LabFile.Read(Text, "lab.yaml");
        read.Problems.ShouldBeEmpty();
        read.Lab!.Sections.Select(s => (s.Name, s.Flag, s.Device)).ShouldBe([("bone", "bone_flag", "master"), ("jan", "", ""), ("microbone", "microbone_flag", "master")]);
        LabFile.Read(LabFileWriter.Write(read.Lab, new LabRemarks()), "lab.yaml").Lab!.Sections.ShouldBe(read.Lab.Sections);
    }

    [Theory]
    [InlineData("flag: bone_flag, device: master", "flag: bone_flag", "expected 'device' beside it")]
    [InlineData("flag: bone_flag, device: master", "device: master", "expected 'flag' beside it")]
    [InlineData("flag: bone_flag, device: master", "flag: bone_flag, device: relays", "found 'relays', a proxr, expected a device that has flags that programs share")]
    [InlineData("flag: bone_flag", "flag: bone flag", "without blanks and commas")]
    [InlineData("flag: bone_flag", "flag: microbone_flag", "bone and microbone have the flag 'microbone_flag' of master, expected a flag for each")]
    public void A_mistake_is_told(string right, string wrong, string message)
    {
        Text.ShouldContain(right);
        LabFile.Read(Text.Replace(right, wrong, StringComparison.Ordinal), "lab.yaml").Problems.ShouldHaveSingleItem().Message.ShouldContain(message);
    }
}
