using System.Net.Http.Json;
using System.Text.Json;
using BusQStash.Testing.Destinations;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Api.Tests.Tracing;

public sealed class When_nobody_collects_traces
{
    private const string Publishers = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Forwarded = "00-11111111111111111111111111111111-2222222222222222-01";

    [Fact]
    public async Task The_publishers_context_is_passed_on_to_the_destination_and_the_callback()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        await using var destination = await Destination.StartAsync();
        var (hook, callback) = (destination.AddHook(), destination.AddHook());

        await PublishAsync(server, hook.Url, ("traceparent", Publishers), ("Upstash-Callback", callback.Url));

        Assert.Equal(Publishers, (await hook.WaitForAsync(1))[0].Header("traceparent"));
        Assert.Equal(Publishers, (await callback.WaitForAsync(1))[0].Header("traceparent"));
    }

    [Fact]
    public async Task The_message_names_the_publishers_trace_and_one_without_names_none()
    {
        await using var server = await BusQStashProcess.StartApiAsync();

        var traced = await PublishAsync(server, "http://127.0.0.1:1/", ("traceparent", Publishers), ("Upstash-Delay", "1h"));
        var plain = await PublishAsync(server, "http://127.0.0.1:1/", ("Upstash-Delay", "1h"));

        Assert.Equal(Publishers.Split('-')[1], (await DetailAsync(traced)).GetProperty("traceId").GetString());
        Assert.False((await DetailAsync(plain)).TryGetProperty("traceId", out _));

        Task<JsonElement> DetailAsync(string id) => server.Http.GetFromJsonAsync<JsonElement>($"busqstash/messages/{id}", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task One_that_is_forwarded_by_hand_is_left_alone_and_without_any_none_is_made()
    {
        await using var server = await BusQStashProcess.StartApiAsync();
        await using var destination = await Destination.StartAsync();
        var (by, none) = (destination.AddHook(), destination.AddHook());

        await PublishAsync(server, by.Url, ("traceparent", Publishers), ("Upstash-Forward-traceparent", Forwarded));
        await PublishAsync(server, none.Url);

        Assert.Equal(Forwarded, (await by.WaitForAsync(1))[0].Header("traceparent"));
        Assert.Null((await none.WaitForAsync(1))[0].Header("traceparent"));
    }

    [Fact]
    public async Task Nothing_is_passed_on_where_that_is_switched_off()
    {
        await using var server = await BusQStashProcess.StartApiAsync(new Dictionary<string, string> { ["BusQStash__Tracing__Propagate"] = "false" });
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();

        await PublishAsync(server, hook.Url, ("traceparent", Publishers));

        Assert.Null((await hook.WaitForAsync(1))[0].Header("traceparent"));
    }

    private static async Task<string> PublishAsync(BusQStashProcess server, string destination, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/publish/" + destination);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.GetProperty("messageId").GetString()!;
    }
}
