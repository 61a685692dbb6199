using BusQStash.Api.Http;
using BusQStash.Api.Tests.Abuse;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class ConnectionLimitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_comes_beyond_is_closed_until_somebody_leaves()
    {
        var api = new ApiHost { Settings = { ["BusQStash:Http:MaxConnections"] = "3" } };
        await api.InitializeAsync();
        await using (api)
        {
            var taken = await RawClient.ConnectAsync(api.Address, 3);
            using var beyond = await RawClient.ConnectAsync(api.Address);
            Assert.Equal(0, (await beyond.AnswerAsync(Patience)).Status);

            taken[0].Dispose();
            await Eventually.TrueAsync(async () => (await api.CallAsync("GET", "/v2/queues")).Status == 200, "a connection to be free");
            Array.ForEach(taken, client => client.Dispose());
        }
    }

    [Fact]
    public void Leaves_two_thirds_of_the_files_to_others() =>
        Assert.InRange(Limit(int.MaxValue).Most, 1, (OpenFiles.Limit() ?? long.MaxValue) / 3);

    [Fact]
    public void Counts_who_comes_and_goes()
    {
        var limit = Limit(2);

        Assert.True(limit.TryEnter());
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());
        limit.Leave();
        Assert.True(limit.TryEnter());
        Assert.False(limit.TryEnter());
    }

    private static ConnectionLimit Limit(int most) =>
        new(Options.Create(new HttpOptions { MaxConnections = most }), TimeProvider.System, NullLogger<ConnectionLimit>.Instance);
}
