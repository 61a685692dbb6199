using System.Text;
using System.Text.Json;
using BusQStash.Client.Events;
using BusQStash.Client.Publishing;
using BusQStash.Client.Receiving;
using BusQStash.Client.Tests.Hosting;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Client.Tests.Live;

public sealed class When_a_client_publishes(LiveServer server) : IAsyncLifetime
{
    private Destination _destination = null!;
    private IBusQStashClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _destination = await Destination.StartAsync();
        _client = await server.ClientAsync();
    }

    public ValueTask DisposeAsync() => _destination.DisposeAsync();

    [Fact]
    public async Task The_destination_gets_body_method_and_headers()
    {
        var hook = _destination.AddHook();
        var result = await _client.PublishAsync(
            hook.Url,
            MessageBody.Bytes(new byte[] { 0, 255, 10 }, "application/octet-stream"),
            new() { Method = HttpMethod.Put, Headers = new Dictionary<string, string> { ["X-Plain"] = "1", ["X-Name"] = "Jürgen ✓" } });

        var request = await hook.FirstAsync();
        Assert.Equal([0, 255, 10], request.Body);
        Assert.Equal("PUT", request.Method);
        Assert.Equal("application/octet-stream", request.Header("Content-Type"));
        Assert.Equal("1", request.Header("X-Plain"));
        Assert.Equal("Jürgen ✓", request.Header("X-Name"));
        Assert.Equal(result.MessageId, request.Header("Upstash-Message-Id"));
    }

    [Theory]
    [InlineData("/a//b/./c/../d", "/a//b/./c/../d")]
    [InlineData("?a=b&c=%41%2f&d=a+b&a=c", "?a=b&c=%41%2f&d=a+b&a=c")]
    [InlineData("?upstash-retries=9&qstash_token=mine", "?upstash-retries=9&qstash_token=mine")]
    [InlineData("/100%/%zz", "/100%/%zz")]
    [InlineData("/a b/ü?q=✓", "/a%20b/%C3%BC?q=%E2%9C%93")]
    [InlineData("/page#part", "/page")]
    [InlineData("/?next=https://example.com/x?y=z", "/?next=https://example.com/x?y=z")]
    [InlineData("/;,@:$&'()*!~[]{}|\\^`\"<>", "/;,@:$&'()*!~[]{}|\\^`\"<>")]
    public async Task The_url_is_called_as_it_was_written(string rest, string called)
    {
        var hook = _destination.AddHook();
        await _client.PublishAsync(hook.Url + rest);

        var request = await hook.FirstAsync();
        Assert.Equal(new Uri(hook.Url).AbsolutePath + called, request.RawTarget);
    }

    [Fact]
    public async Task A_batch_reaches_all_its_destinations()
    {
        var (first, second) = (_destination.AddHook(), _destination.AddHook());
        var results = await _client.BatchAsync(
        [
            new(first.Url + "?a=ü", "eins", new() { Headers = new Dictionary<string, string> { ["X-Name"] = "Jürgen" } }),
            new("no destination"),
            new(second.Url, MessageBody.Json(new { Id = 2 }), new() { Queue = "client-batch" }),
        ]);

        Assert.NotNull(results[1].Error);
        var one = await first.FirstAsync();
        Assert.Equal(("eins", "Jürgen", results[0].MessageId), (one.Text, one.Header("X-Name"), one.Header("Upstash-Message-Id")));
        Assert.Equal("""{"id":2}""", (await second.FirstAsync()).Text);
    }

    [Fact]
    public async Task A_receiver_verifies_what_comes()
    {
        var hook = _destination.AddHook();
        await _client.PublishJsonAsync(hook.Url + "?x=1", new { Hello = "wörld" });
        var request = await hook.FirstAsync();
        var keys = await _client.SigningKeys.GetAsync();

        var result = new SignatureVerifier(keys.Current, keys.Next).Verify(request.Header("Upstash-Signature"), request.Body, hook.Url + "?x=1");

        Assert.True(result.IsValid, result.Error);
    }

    [Fact]
    public async Task A_callback_tells_the_result()
    {
        var hook = _destination.AddHook(Answer.Text("done", 201));
        var callback = _destination.AddHook();
        var result = await _client.PublishAsync(hook.Url, "work", new() { Callback = callback.Url });

        var payload = CallbackPayload.Parse((await callback.FirstAsync()).Body);
        Assert.Equal((201, "done", "work"), (payload.Status, Encoding.UTF8.GetString(payload.GetBody()), Encoding.UTF8.GetString(payload.GetSourceBody())));
        Assert.Equal(result.MessageId, payload.SourceMessageId);
        Assert.True(payload.IsFinal);
    }

    [Fact]
    public async Task The_same_deduplication_id_gives_the_same_message()
    {
        var hook = _destination.AddHook();
        var options = new PublishOptions { DeduplicationId = "client-once" };
        var first = await _client.PublishAsync(hook.Url, "a", options);
        var second = await _client.PublishAsync(hook.Url, "b", options);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal((false, true), (first.Deduplicated, second.Deduplicated));
        await hook.FirstAsync();
    }

    [Fact]
    public async Task A_waiting_message_can_be_read_and_cancelled()
    {
        var body = JsonSerializer.Serialize(new { Name = "ü" });
        var result = await _client.PublishAsync(
            "https://example.com/later", body, new() { Delay = TimeSpan.FromHours(1), Timeout = TimeSpan.FromSeconds(9), Labels = ["client-cancel"], Redact = new() { Body = false } });

        var message = await _client.Messages.GetAsync(result.MessageId);
        Assert.Equal(body, Encoding.UTF8.GetString(message.GetBody()));
        Assert.Equal((TimeSpan.FromSeconds(9), "https://example.com/later"), (message.Timeout, message.Url));
        Assert.Equal(TimeSpan.FromHours(1).TotalMinutes, (message.NotBefore - message.CreatedAt).TotalMinutes, 1.0);

        await _client.Messages.CancelAsync(result.MessageId);
        var gone = await Assert.ThrowsAsync<BusQStashException>(() => _client.Messages.GetAsync(result.MessageId));
        Assert.True(gone.IsNotFound);

        var states = await _client.Logs.ListAsync(new LogFilter { MessageIds = [result.MessageId] }, earliestFirst: true).Select(entry => entry.State).ToListAsync();
        Assert.Equal([LogState.Created, LogState.CancelRequested, LogState.Canceled], states);
    }

    [Fact]
    public async Task A_refusal_names_what_is_wrong()
    {
        var exception = await Assert.ThrowsAsync<BusQStashException>(() => _client.PublishAsync("https://example.com", options: new() { Retries = 1_000_000 }));

        Assert.Equal(System.Net.HttpStatusCode.PreconditionFailed, exception.StatusCode);
        Assert.Contains("Upstash-Retries", exception.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_failed_is_a_dead_letter()
    {
        var hook = _destination.AddHook(Answer.Text("no", 400));
        var result = await _client.PublishAsync(hook.Url, "work", new() { Retries = 0, Labels = ["client-dlq"] });

        var letter = await Eventually.ValueAsync(
            async () => await _client.Dlq.ListAsync(new() { Labels = ["client-dlq"] }, latestFirst: true).FirstOrDefaultAsync(), "the dead letter");
        Assert.Equal((result.MessageId, 400, "no"), (letter.MessageId, letter.ResponseStatus, Encoding.UTF8.GetString(letter.GetResponseBody())));
        Assert.Equal(letter.DlqId, (await _client.Dlq.GetAsync(letter.DlqId)).DlqId);
    }
}
