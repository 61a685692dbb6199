using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Compatibility.Tests.Sdk;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Compatibility.Tests.Signing;

/// <summary>The package of Standard Webhooks is the receiver; for ed25519, which it has not, node's own crypto.</summary>
public sealed class When_standard_webhooks_are_asked_for(OfficialSdk sdk) : IAsyncLifetime
{
    private const string Header = "Upstash-Standard-Webhooks", Body = """{"order":1,"note":"ü"}""";

    private readonly List<object> _requests = [];
    private BusQStashProcess _server = null!;
    private Destination _destination = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _destination = await Destination.StartAsync();
        _server = await BusQStashProcess.StartApiAsync(new Dictionary<string, string> { ["BusQStash__StandardWebhooks__Queues__orders__Schemes"] = "v1a" });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _destination.DisposeAsync();
    }

    [Fact]
    public async Task Its_receivers_take_each_request_whose_message_group_or_queue_asks_for_it()
    {
        var keys = await KeysAsync();
        Add("message v1", keys, false, await PublishAsync("v2/publish/{url}", (Header, "v1")));
        Add("message both", keys, false, await PublishAsync("v2/publish/{url}", (Header, "v1, v1a")));
        Add("changed on the way", keys, false, await PublishAsync("v2/publish/{url}", (Header, "v1,v1a")), Body.Replace('1', '2'));
        Add("message without", keys, false, await PublishAsync("v2/publish/{url}"));
        Add("queue", keys, false, await PublishAsync("v2/enqueue/orders/{url}"));
        Add("message over queue", keys, false, await PublishAsync("v2/enqueue/orders/{url}", (Header, "none")));
        Add("other queue", keys, false, await PublishAsync("v2/enqueue/others/{url}"));

        Assert.Equal(
            [
                "message v1: v1", "message both: v1 v1a", "changed on the way: none", "message without: none", "queue: v1a", "message over queue: none", "other queue: none",
            ],
            await JudgeAsync());
    }

    [Fact]
    public async Task A_group_asks_for_it_by_its_default_headers()
    {
        var hook = _destination.AddHook();
        await PostAsync("v2/topics/hooks/endpoints", new { endpoints = new[] { new { url = hook.Url } } });
        using var patched = await _server.Http.PatchAsJsonAsync("v2/topics/hooks", new { headers = new Dictionary<string, string[]> { [Header] = ["v1"] } }, Cancellation);
        Assert.True(patched.IsSuccessStatusCode, await patched.Content.ReadAsStringAsync(Cancellation));
        await SendAsync("v2/publish/hooks");
        Add("group", await KeysAsync(), false, (await hook.WaitForAsync(1))[0]);

        Assert.Equal(["group: v1"], await JudgeAsync());
    }

    [Fact]
    public async Task A_repetition_has_the_id_of_the_message_and_a_time_of_its_own()
    {
        var hook = _destination.AddHook(request => request.Number == 1 ? Answer.Status(500) : Answer.Ok);
        await SendAsync($"v2/publish/{hook.Url}", (Header, "v1"), ("Upstash-Retries", "1"), ("Upstash-Retry-Delay", "1000"));
        var requests = await hook.WaitForAsync(2);
        var keys = await KeysAsync();
        Add("first", keys, false, requests[0]);
        Add("second", keys, false, requests[1]);

        Assert.Equal(["first: v1", "second: v1"], await JudgeAsync());
        Assert.Equal(requests[0].Header("Upstash-Message-Id"), requests[0].Header("webhook-id"));
        Assert.Equal(requests[0].Header("webhook-id"), requests[1].Header("webhook-id"));
        Assert.NotEqual(requests[0].Header("webhook-timestamp"), requests[1].Header("webhook-timestamp"));
    }

    [Fact]
    public async Task Two_keys_sign_so_that_a_receiver_changes_over_before_or_after_a_rotation()
    {
        var keys = await KeysAsync();
        var before = await PublishAsync("v2/publish/{url}", (Header, "v1,v1a"));
        Assert.Equal(4, before.Header("webhook-signature")!.Split(' ').Length);
        await PostAsync("v2/keys/rotate", new { });
        var after = await PublishAsync("v2/publish/{url}", (Header, "v1,v1a"));
        Add("before, by the current keys", keys, false, before);
        Add("before, by the next keys", keys, true, before);
        Add("after, by what were the next keys", keys, true, after);
        Add("after, by what were the current keys", keys, false, after);

        Assert.Equal(
            [
                "before, by the current keys: v1 v1a", "before, by the next keys: v1 v1a", "after, by what were the next keys: v1 v1a", "after, by what were the current keys: none",
            ],
            await JudgeAsync());
        Assert.Equal((Text(keys, "nextSecret"), Text(keys, "nextPublicKey")), (Text(await KeysAsync(), "secret"), Text(await KeysAsync(), "publicKey")));
    }

    [Fact]
    public async Task Nobody_forwards_headers_of_the_scheme_beside_its_own_and_anybody_may_without_it()
    {
        (string, string)[] forged = [("Upstash-Forward-Webhook-Id", "forged"), ("Upstash-Forward-Webhook_Signature", "v1,forged")];
        var signed = await PublishAsync("v2/publish/{url}", [(Header, "v1"), .. forged]);
        Add("signed", await KeysAsync(), false, signed);
        Assert.Equal(["signed: v1"], await JudgeAsync());
        Assert.Null(signed.Header("Webhook_Signature"));

        var plain = await PublishAsync("v2/publish/{url}", forged);
        Assert.Equal(("forged", null), (plain.Header("webhook-id"), plain.Header("webhook-timestamp")));
    }

    [Fact]
    public async Task Another_scheme_is_refused_with_what_there_is()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/publish/https://example.com/");
        request.Headers.TryAddWithoutValidation(Header, "v2");
        using var answer = await _server.Http.SendAsync(request, Cancellation);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains("must be v1 (HMAC), v1a (ed25519), both separated by a comma, or none", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    private void Add(string name, JsonElement keys, bool next, ReceivedRequest request, string? body = null) => _requests.Add(new
    {
        name,
        secret = Text(keys, next ? "nextSecret" : "secret"),
        publicKey = Text(keys, next ? "nextPublicKey" : "publicKey"),
        headers = request.Headers.Where(header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value),
        body = body ?? request.Text,
    });

    private async Task<string[]> JudgeAsync()
    {
        using var folder = TemporaryFolder.Create();
        var file = Path.Combine(folder.FullPath, "requests.jsonl");
        await File.WriteAllLinesAsync(file, _requests.Select(request => JsonSerializer.Serialize(request)), Cancellation);
        return (await sdk.RunScriptAsync("webhooks.mjs", file)).Trim().Split('\n');
    }

    /// <summary>Publishes to a destination of its own, whose URL stands for <c>{url}</c>.</summary>
    private async Task<ReceivedRequest> PublishAsync(string path, params (string Name, string Value)[] headers)
    {
        var hook = _destination.AddHook();
        await SendAsync(path.Replace("{url}", hook.Url, StringComparison.Ordinal), headers);
        return (await hook.WaitForAsync(1))[0];
    }

    private async Task SendAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Body, null, "application/json") };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        using var answer = await _server.Http.SendAsync(request, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task PostAsync(string path, object content)
    {
        using var answer = await _server.Http.PostAsJsonAsync(path, content, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<JsonElement> KeysAsync() => await _server.Http.GetFromJsonAsync<JsonElement>("busqstash/keys/webhooks", Cancellation);

    private static string Text(JsonElement keys, string name) => keys.GetProperty(name).GetString()!;
}
