using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            20000                524288               files     ", 20_000L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max open files", null)]
    [InlineData("Max locked memory         8388608              8388608              bytes     ", null)]
    public void Reads_the_soft_limit(string line, long? files) =>
        Assert.Equal(files, OpenFiles.Parse(["Limit                     Soft Limit           Hard Limit           Units     ", line]));

    [Fact]
    public async Task A_setting_wins_over_it()
    {
        var api = new ApiHost { Settings = { ["BusQStash:Http:MaxConnections"] = "123" } };
        await api.InitializeAsync();
        await using (api)
        {
            Assert.Equal(123, api.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.MaxConcurrentConnections);
        }
    }
}
