using BusQStash.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class FiltersTests
{
    [Theory]
    [InlineData("label", null)]
    [InlineData("LABEL", null)]
    [InlineData("queueNam", "queueNam")]
    [InlineData("host", "host")]
    public void Names_the_parameter_it_does_not_know(string name, string? refused)
    {
        var refusals = new Refusals();
        new Filters(new QueryCollection(new Dictionary<string, StringValues> { [name] = "x" }), refusals).OnlyKnown(["label", "queueName"]);
        Assert.Equal(refused is null, refusals.First is null);
        Assert.Contains($"'{refused}'", refusals.First?.Text ?? "''", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    public void Reads_addresses_as_they_are_stored(string text, string address)
    {
        var filters = new Filters(new QueryCollection(new Dictionary<string, StringValues> { ["callerIP"] = text }), new Refusals());
        Assert.Equal([address], filters.CallerIps());
    }
}
