using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class DeduplicationFreeingTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public DeduplicationFreeingTests()
    {
        _api.Settings["BusQStash:Publishing:FreeDeduplicationOnFailure"] = "true";
        _api.Settings["BusQStash:Publishing:FreeDeduplicationOnCancel"] = "true";
    }

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Failed_and_canceled_messages_free_their_ids_when_told_to()
    {
        var failed = await PublishAsync("a", 200);
        await PublishAsync("a", 202);
        await _api.SettleAsync(failed, MessageState.Failed);
        await PublishAsync("a", 200);

        var canceled = await PublishAsync("b", 200);
        (await _api.CallAsync("DELETE", $"/v2/messages?messageIds={canceled}")).Expect(200);
        var delivered = await PublishAsync("b", 200);
        await _api.SettleAsync(delivered, MessageState.Delivered);
        await PublishAsync("b", 202);
    }

    private async Task<string> PublishAsync(string id, int status) =>
        (await _api.PublishAsync("https://example.com", "", ("Upstash-Deduplication-Id", id))).Expect(status).MessageId;
}
