using BusQStash.Api.Publishing;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class RedactFieldsTests
{
    [Theory]
    [InlineData("body", true, false, "")]
    [InlineData("header", false, true, "")]
    [InlineData("headers", false, true, "")]
    [InlineData("Body,HEADERS", true, true, "")]
    [InlineData("header[authorization]", false, false, "Authorization")]
    [InlineData("body,headers[X-A],header[ x-b ]", true, false, "X-A X-B")]
    public void Reads_both_spellings(string fields, bool body, bool all, string names)
    {
        Assert.Null(RedactFields.Read(fields.Split(','), out var spec));
        Assert.Equal((body, all, names), (spec!.Body, spec.AllHeaders, string.Join(' ', spec.Headers)));
    }

    [Fact]
    public void Hides_nothing_when_nothing_is_named()
    {
        Assert.Null(RedactFields.Read([], out var spec));
        Assert.Null(spec);
    }

    [Theory]
    [InlineData("url")]
    [InlineData("header[]")]
    [InlineData("header[a b]")]
    [InlineData("header[a")]
    [InlineData("body[a]")]
    public void Refuses_other_fields(string field) => Assert.NotNull(RedactFields.Read([field], out _));
}
