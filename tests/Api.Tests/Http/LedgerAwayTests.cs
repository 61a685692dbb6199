using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Instances;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class LedgerAwayTests : IAsyncLifetime
{
    private readonly ApiHost _api = new() { Replace = services => services.AddSingleton<ILedgerContact>(new Away()) };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Theory]
    [InlineData("/v2/queues")]
    [InlineData("//v2/queues")]
    [InlineData("///V2/queues")]
    public async Task A_call_is_refused_however_many_slashes_its_path_begins_with(string target) =>
        (await _api.CallAsync("GET", target)).ExpectError(503, "ledger");

    [Theory]
    [InlineData("/v2/publish/https://example.com//hook")]
    [InlineData("//v2/publish/https://example.com//hook")]
    public async Task A_publish_is_refused_with_503_while_the_ledger_is_unreachable_and_sends_no_command(string target)
    {
        (await _api.CallAsync("POST", target, "x")).ExpectError(503, "ledger");

        Assert.Empty(_api.Bus.Published);
    }

    private sealed class Away : ILedgerContact
    {
        public TimeSpan Unbroken => TimeSpan.Zero;

        public TimeSpan SinceAnswer => TimeSpan.Zero;

        public CancellationToken Lost { get; } = new(canceled: true);
    }
}
