using System.Text.Json.Nodes;
using BusQStash.Api.Events;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Events;

public sealed class LiveEndpointsTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Entries_come_as_they_are_written_and_only_those_that_fit()
    {
        using var limit = new CancellationTokenSource(Deadline);
        string last;
        string id;
        using (var answer = await OpenAsync("/busqstash/live?host=a.example", null, limit.Token))
        {
            Assert.Equal(("text/event-stream", "no"), (answer.Content.Headers.ContentType!.MediaType, Assert.Single(answer.Headers.GetValues("X-Accel-Buffering"))));
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
            Assert.Equal("ping", (await NextAsync(lines, limit.Token)).Name);
            await _api.PublishAsync("https://b.example/x", "secret");
            id = (await _api.PublishAsync("https://a.example/x", "secret")).MessageId;

            var entry = await NextAsync(lines, limit.Token);
            Assert.Equal(("entry", id, "CREATED"), (entry.Name, Text(entry.Data, "messageId"), Text(entry.Data, "state")));
            Assert.Equal(Text(entry.Data, "id"), entry.Id);
            Assert.DoesNotContain("secret", entry.Data.ToJsonString(), StringComparison.Ordinal);
            last = entry.Id!;
        }

        await Eventually.TrueAsync(() => Task.FromResult(_api.Services.GetRequiredService<LiveFeed>().Viewers == 0), "nobody watches");
        var missed = (await _api.PublishAsync("https://a.example/y")).MessageId;
        using var again = await OpenAsync("/busqstash/live", last, limit.Token);
        using var rest = new StreamReader(await again.Content.ReadAsStreamAsync(limit.Token));
        Assert.Equal("ping", (await NextAsync(rest, limit.Token)).Name);
        Assert.Equal(missed, Text((await NextAsync(rest, limit.Token)).Data, "messageId"));
    }

    [Fact]
    public async Task Refuses_filters_it_does_not_understand() => (await _api.CallAsync("GET", "/busqstash/live?state=NONE")).ExpectError(400, "state");

    private async Task<HttpResponseMessage> OpenAsync(string path, string? last, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        return await _api.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static async Task<(string Name, string? Id, JsonNode Data)> NextAsync(StreamReader lines, CancellationToken cancellationToken)
    {
        string? name = null, id = null, data = null;
        while (await lines.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var (field, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            (name, id, data) = field switch
            {
                "event" => (value, id, data),
                "id" => (name, value, data),
                _ => (name, id, value),
            };
        }

        return (name!, id, JsonNode.Parse(data!)!);
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
