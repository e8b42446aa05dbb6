using FsCheck.Xunit;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Transports;

public sealed class WireTextTests
{
    [Property]
    public void Any_bytes_come_back_from_their_text(byte[] bytes) => WireText.Parse(WireText.Of(bytes)).ShouldBe(bytes);

    [Theory]
    [InlineData("a<CRX>", "'<CRX>'")]
    [InlineData("a<CR", "'<CR'")]
    [InlineData("é", "'é'")]
    [InlineData("<+1>", "'<+1>'")]
    public void What_is_no_byte_is_refused_with_what_was_found(string text, string found) =>
        Should.Throw<FormatException>(() => WireText.Parse(text)).Message.ShouldContain(found);
}
