using System.Runtime.Serialization;
using BusQStash.Bus.Publishing;
using BusQStash.Bus.Serialization;
using BusQStash.Contracts.Messages;
using CsCheck;
using Xunit;

namespace BusQStash.Bus.Tests.Serialization;

public sealed class FrameFormatTests
{
    [Fact]
    public void Carries_a_command_and_its_bytes()
    {
        var command = new DeliverMessage
        {
            MessageId = "msg_1",
            Seq = 1_790_000_000_000_000_001,
            Signal = 7,
            Marked = true,
            Spec = new MessageSpec { Url = "https://example.com/ä?x=1", MaxRetries = 0, Headers = [new HeaderLine("X-A", "é")], Labels = ["a"] },
            Body = new byte[] { 0, 255, 13, 10, 200 },
        };

        var read = FrameFormat.Read(FrameFormat.Write(command));

        Assert.Equal(command.Body.ToArray(), read.Body.ToArray());
        Assert.Equal(command.Seq, read.Seq);
        Assert.Equal(command.Spec.Url, read.Spec.Url);
        Assert.Equal(7, read.Signal);
        Assert.Equal(0, read.Spec.MaxRetries);
        Assert.Equal(new HeaderLine("X-A", "é"), Assert.Single(read.Spec.Headers));
        Assert.True(read.Marked);
    }

    [Fact]
    public void Carries_no_body_as_an_empty_one() =>
        Assert.True(FrameFormat.Read(FrameFormat.Write(new DeliverMessage { MessageId = "x" })).Body.IsEmpty);

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 255, 255, 255, 127, 1 })]
    [InlineData(new byte[] { 255, 255, 255, 255, 1 })]
    [InlineData(new byte[] { 2, 0, 0, 0, 91, 93 })]
    [InlineData(new byte[] { 4, 0, 0, 0, 110, 117, 108, 108 })]
    public void Refuses_what_is_no_frame(byte[] bytes) => Assert.Throws<SerializationException>(() => FrameFormat.Read(bytes));

    [Fact]
    public void Refuses_any_garbage_the_same_way() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        try
        {
            FrameFormat.Read(bytes);
        }
        catch (SerializationException)
        {
            // The one answer to what is no frame.
        }
    });
}
