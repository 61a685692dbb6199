using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Delays;
using BusQStash.Store.Messages;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class RunNowTests(ApiHost api) : IClassFixture<ApiHost>
{
    private DateTimeOffset Now => api.Services.GetRequiredService<TimeProvider>().GetUtcNow();

    [Fact]
    public async Task A_delayed_message_is_due_at_once()
    {
        var id = (await api.PublishAsync("https://example.com", "", ("Upstash-Delay", "600s"))).Expect(200).MessageId;
        Assert.Equal($$"""{"messageId":"{{id}}"}""", (await api.CallAsync("POST", $"/v2/messages/{id}/retry")).Expect(200).Text);
        var now = Now.ToUnixTimeMilliseconds();
        var shown = (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200).Json;
        Assert.InRange(shown["notBefore"]!.GetValue<long>(), now - 30_000, now);
        Assert.True(await api.Services.GetRequiredService<IDueItems>().NextAsync(TestContext.Current.CancellationToken) <= Now);
    }

    [Fact]
    public async Task A_message_between_its_attempts_keeps_their_number()
    {
        var id = (await api.PublishAsync("https://example.com", "", ("Upstash-Retries", "2"))).Expect(200).MessageId;
        await api.SettleAsync(id, MessageState.Retrying);
        (await api.CallAsync("POST", $"/v2/messages/{id}/retry")).Expect(200);
        Assert.Equal(1, (await api.StoredAsync(id)).Attempts);
    }

    [Fact]
    public async Task Only_the_head_of_a_queue_may_be_hurried()
    {
        var head = (await api.CallAsync("POST", "/v2/enqueue/hurried/https://example.com", "", ("Upstash-Delay", "600s"))).Expect(200).MessageId;
        var next = (await api.CallAsync("POST", "/v2/enqueue/hurried/https://example.com", "", ("Upstash-Delay", "600s"))).Expect(200).MessageId;
        (await api.CallAsync("POST", $"/v2/messages/{next}/retry")).ExpectError(400, "queue");
        (await api.CallAsync("POST", $"/v2/messages/{head}/retry")).Expect(200);
        Assert.Contains(api.Bus.Announced, change => change is { QueueName: "hurried", HoldersOnly: false });
        (await api.CallAsync("POST", $"/v2/messages/{head}/retry")).ExpectError(400, "does not wait");
    }

    [Theory]
    [InlineData(MessageState.Delivered)]
    [InlineData(MessageState.Failed)]
    public async Task What_is_final_or_unknown_is_404(MessageState state)
    {
        var id = (await api.PublishAsync("https://example.com")).Expect(200).MessageId;
        (await api.CallAsync("POST", $"/v2/messages/{id}/retry")).ExpectError(400, "does not wait");
        await api.SettleAsync(id, state);
        (await api.CallAsync("POST", $"/v2/messages/{id}/retry")).ExpectError(404, id);
        (await api.CallAsync("POST", "/v2/messages/msg_unknown/retry")).ExpectError(404, "msg_unknown");
    }

    [Fact]
    public async Task The_read_only_token_may_not() =>
        (await api.CallAsync("POST", "/v2/messages/msg_x/retry", "", ("Authorization", $"Bearer {ApiHost.ReadOnlyToken}"))).Expect(403);
}
