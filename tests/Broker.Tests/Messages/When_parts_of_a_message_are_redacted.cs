using System.Text;
using System.Text.RegularExpressions;
using BusQStash.Broker.Tests.Bus;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Contracts.Events;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using MassTransit;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed partial class When_parts_of_a_message_are_redacted(TestBed bed)
{
    private const string Canary = "yellow-canary";
    private const string Body = $"{Canary}-body";
    private readonly SeenEvents _seen = new();

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Upstash-Redact-Fields", "body, headers"), ("Upstash-Forward-X-Secret", $"{Canary}-header"), ("Upstash-Retry-Delay", "100"), ("Upstash-Retries", "1"),
        ("Upstash-Callback-Forward-X-Secret", $"{Canary}-callback"), ("Upstash-Failure-Callback-Forward-X-Secret", $"{Canary}-failure"),
        ("Upstash-Callback-Retries", "0"), ("Upstash-Failure-Callback-Retries", "0"),
    ];

    [Fact]
    public async Task Only_destinations_and_callbacks_see_the_originals()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 1, Settings = TellingEverything() });
        await using var subscriber = await OtherService.StartAsync(system.VirtualHost!.Url, Subscribe);
        subscriber.Bus.ConnectConsumeObserver(_seen);
        var callbacks = system.Destination.AddHook();
        var brokenCallbacks = system.Destination.AddHook(Answer.Status(500));
        var fine = system.Destination.AddHook(request => Answer.Status(request.Number == 1 ? 500 : 200));
        var broken = system.Destination.AddHook(request => Answer.Status(request.Number <= 2 ? 500 : 200));

        // Success after a retry, failure with a dead letter that is delivered again, a callback that fails itself, one that waits and is canceled.
        var delivered = await system.Calls.PublishAsync(fine.Url, Body, [.. Headers, ("Upstash-Callback", callbacks.Url)]);
        var failed = await system.Calls.EnqueueAsync(
            "canaries", broken.Url, Body, [.. Headers, ("Upstash-Callback", brokenCallbacks.Url), ("Upstash-Failure-Callback", callbacks.Url)]);
        var waiting = await system.Calls.PublishAsync(fine.Url, Body, [.. Headers, ("Upstash-Callback", callbacks.Url), ("Upstash-Delay", "1h")]);
        await callbacks.WaitForAsync(3, TimeSpan.FromSeconds(30));
        await brokenCallbacks.WaitForAsync(2, TimeSpan.FromSeconds(30));
        var told = new StringBuilder();
        await Eventually.TrueAsync(
            async () => (await GetAsync(system, "v2/dlq")).Split("\"dlqId\"").Length > 3, "three dead letters");
        await ReadAsync(system, told, "v2/dlq", "v2/events?count=1000", "v2/logs?count=1000", $"v2/messages/{waiting}");
        told.Append(await SendAsync(system, HttpMethod.Post, $"v2/dlq/retry?messageId={failed}"));
        await broken.WaitForAsync(3, TimeSpan.FromSeconds(30));
        told.Append(await SendAsync(system, HttpMethod.Delete, $"v2/messages/{waiting}"));
        await Eventually.TrueAsync(() => _seen.Of<MessageCanceled>().Count > 0 && _seen.Of<MessageFailed>().Count > 0, "the events");
        await ReadAsync(system, told, "v2/dlq", "v2/events?count=1000", "v2/bulkActions", "metrics");
        told.Append(await system.Workers[0].Http.GetStringAsync("metrics", TestContext.Current.CancellationToken));

        Assert.Contains("REDACTED:", told.ToString(), StringComparison.Ordinal);
        AssertNowhere("an answer of the API or a metric", told.ToString());
        AssertNowhere("an event", string.Join('\n', _seen.All.Select(seen => seen.Envelope)));
        Assert.Contains("dbug: ", system.Api.Output.ToString() + system.Workers[0].Output, StringComparison.Ordinal);
        AssertNowhere("the log of the Api", system.Api.Output.ToString());
        AssertNowhere("the log of the worker", system.Workers[0].Output.ToString());
        Assert.All(fine.Requests.Concat(broken.Requests), request => Assert.Equal((Body, $"{Canary}-header"), (request.Text, request.Header("X-Secret"))));
        Assert.All(callbacks.Requests, request => Assert.Contains(Body, Revealed(request.Text), StringComparison.Ordinal));
        Assert.Contains(callbacks.Requests, request => request.Header("X-Secret") == $"{Canary}-failure");
        Assert.Contains(delivered, told.ToString(), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> TellingEverything() => new()
    {
        ["Logging__LogLevel__Default"] = "Trace",
        ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
        ["Logging__LogLevel__MassTransit"] = "Trace",
        ["Logging__LogLevel__System.Net.Http"] = "Trace",
    };

    private static void Subscribe(IRabbitMqBusFactoryConfigurator rabbit) => rabbit.ReceiveEndpoint("canaries", endpoint =>
    {
        endpoint.Handler<MessageAccepted>(_ => Task.CompletedTask);
        endpoint.Handler<AttemptFailed>(_ => Task.CompletedTask);
        endpoint.Handler<MessageDelivered>(_ => Task.CompletedTask);
        endpoint.Handler<MessageFailed>(_ => Task.CompletedTask);
        endpoint.Handler<MessageCanceled>(_ => Task.CompletedTask);
    });

    private static async Task ReadAsync(Deployment system, StringBuilder told, params string[] paths)
    {
        foreach (var path in paths)
        {
            told.AppendLine(await GetAsync(system, path));
        }
    }

    private static Task<string> GetAsync(Deployment system, string path) => SendAsync(system, HttpMethod.Get, path);

    private static async Task<string> SendAsync(Deployment system, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var response = await system.Api.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {text}");
        return text;
    }

    private static void AssertNowhere(string where, string text)
    {
        var revealed = Revealed(text);
        var at = revealed.IndexOf(Canary, StringComparison.OrdinalIgnoreCase);
        Assert.True(at < 0, at < 0 ? "" : $"The original is in {where}: …{revealed[Math.Max(0, at - 300)..Math.Min(revealed.Length, at + 100)]}…");
    }

    /// <summary>The text, and what is hidden in it as base64, also as base64 within base64.</summary>
    private static string Revealed(string text, int depth = 3)
    {
        var all = new StringBuilder(text);
        foreach (Match match in Base64().Matches(text))
        {
            var digits = match.Value[..(match.Value.Length / 4 * 4)];
            var bytes = new byte[digits.Length];
            if (depth > 0 && Convert.TryFromBase64String(digits, bytes, out var length))
            {
                all.Append('\n').Append(Revealed(Encoding.UTF8.GetString(bytes, 0, length), depth - 1));
            }
        }

        return all.ToString();
    }

    [GeneratedRegex("[A-Za-z0-9+/]{12,}={0,2}")]
    private static partial Regex Base64();
}
