using System.Text;
using BusQStash.Api.Http;
using BusQStash.Rules.Headers;
using CsCheck;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class ByteTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("é", "Ã©")]
    [InlineData("日", "æ\u0097¥")]
    public void Text_becomes_its_bytes_and_back(string text, string bytes)
    {
        Assert.Equal(bytes, ByteText.FromText(text));
        Assert.Equal(text, ByteText.ToText(bytes));
    }

    [Fact]
    public void Bytes_that_are_no_text_show_as_Latin_1() => Assert.Equal("caf\u00e9", ByteText.ToText("caf\u00e9"));

    [Theory]
    [InlineData("a\r", true)]
    [InlineData("a\nb", true)]
    [InlineData("\0", true)]
    [InlineData("\u001f", true)]
    [InlineData("\u007f", true)]
    [InlineData("a\tb", false)]
    [InlineData("\u0080\u00ff", false)]
    [InlineData("", false)]
    public void Finds_control_characters(string value, bool found) => Assert.Equal(found, ByteText.HasControlCharacter(value));

    [Theory]
    [InlineData("X-Name", true)]
    [InlineData("x!#$%&'*+-.^_`|~9", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a:b", false)]
    [InlineData("é", false)]
    [InlineData("a\r\n", false)]
    [InlineData("(a)", false)]
    public void Tells_valid_header_names_from_invalid_ones(string name, bool valid) => Assert.Equal(valid, ByteText.IsToken(name));

    [Fact]
    public void Any_text_is_the_same_after_conversion_to_bytes_and_back() => Gen.String.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))
        .Sample(text => ByteText.ToText(ByteText.FromText(text)) == text);

    [Theory]
    [InlineData("content-type", "Content-Type")]
    [InlineData("X-MY-header", "X-My-Header")]
    [InlineData("a", "A")]
    [InlineData("-a-", "-A-")]
    [InlineData("", "")]
    public void Names_have_one_spelling(string name, string canonical) => Assert.Equal(canonical, HeaderName.Canonical(name));

    [Theory]
    [InlineData("my-queue_1.x", true)]
    [InlineData("", false)]
    [InlineData("a b", false)]
    [InlineData("a/b", false)]
    [InlineData("ü", false)]
    public void Tells_valid_names_from_invalid_ones(string name, bool valid) => Assert.Equal(valid, Name.IsValid(name));

    [Fact]
    public void Names_have_a_longest_length()
    {
        Assert.True(Name.IsValid(new string('a', Name.MaxLength)));
        Assert.False(Name.IsValid(new string('a', Name.MaxLength + 1)));
    }
}
