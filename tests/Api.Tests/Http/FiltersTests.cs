using BusQStash.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class FiltersTests
{
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
