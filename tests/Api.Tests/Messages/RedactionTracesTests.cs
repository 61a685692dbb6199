using System.Collections.Concurrent;
using System.Diagnostics;
using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.Messages;

public sealed class RedactionTracesTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Canary = "yellow-canary";

    [Fact]
    public async Task No_trace_tells_what_is_redacted()
    {
        var traced = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => traced.Enqueue(Text(activity)),
        };
        ActivitySource.AddActivityListener(listener);

        var id = (await api.PublishAsync(
            "https://example.com/traced", $"{Canary}-body", ("Upstash-Redact-Fields", "body,headers"), ("Upstash-Forward-X-Secret", $"{Canary}-header"))).Expect(200).MessageId;
        (await api.CallAsync("GET", $"/v2/messages/{id}")).Expect(200);
        (await api.CallAsync("GET", $"/v2/events?messageId={id}")).Expect(200);

        Assert.Contains(traced, text => text.Contains("HttpRequestIn", StringComparison.Ordinal));
        Assert.DoesNotContain(traced, text => text.Contains(Canary, StringComparison.Ordinal));
    }

    private static string Text(Activity activity) => string.Join(
        '\n',
        [
            activity.OperationName,
            activity.DisplayName,
            .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
            .. activity.Baggage.Select(item => $"{item.Key}={item.Value}"),
            .. activity.Events.SelectMany(happened => happened.Tags).Select(tag => $"{tag.Key}={tag.Value}"),
        ]);
}
