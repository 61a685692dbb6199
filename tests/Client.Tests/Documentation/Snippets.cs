using BusQStash.Client.Events;
using BusQStash.Client.Publishing;
using BusQStash.Client.Receiving;
using BusQStash.Client.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace BusQStash.Client.Tests.Documentation;

/// <summary>The C# of the pages, line by line; <see cref="PagesTests"/> runs it and compares.</summary>
internal static class Snippets
{
    internal static void AddClient(IHostApplicationBuilder builder)
    {
        builder.Services.AddBusQStashClient();          // reads QSTASH_URL and QSTASH_TOKEN
    }

    internal static void Create()
    {
        using var client = BusQStashClient.Create();    // the same
    }

    internal static async Task PublishAsync(IBusQStashClient client)
    {
        await client.PublishJsonAsync("https://example.com/hook", new { hello = "world" }, new() { Retries = 5 });
        await client.EnqueueJsonAsync("orders", "https://example.com/orders", new { id = 1 });
    }

    internal static async Task PublishEverythingAsync(IBusQStashClient client)
    {
        var result = await client.PublishAsync("https://example.com/hook?kind=test", "a;b;c", new PublishOptions
        {
            Method = HttpMethod.Put,
            ContentType = "text/csv",
            Headers = new Dictionary<string, string> { ["X-Trace"] = "1" },     // the destination sees X-Trace
            Delay = TimeSpan.FromMinutes(10),
            Timeout = TimeSpan.FromSeconds(30),
            Retries = 5,
            RetryDelay = "1000 * pow(2, retried)",                              // milliseconds
            Callback = new CallbackOptions("https://example.com/done") { Retries = 1 },
            FailureCallback = "https://example.com/failed",
            DeduplicationId = "order-1",
            Labels = ["orders"],
            FlowControl = new FlowControlLimits("partner") { Rate = 10, Period = TimeSpan.FromSeconds(1) },
            Redact = new Redaction { Body = true, Headers = ["Authorization"] },
        });
        Console.WriteLine(result.MessageId);
    }

    internal static async Task<IEnumerable<PublishResult>> BatchAsync(IBusQStashClient client)
    {
        var results = await client.BatchAsync(
        [
            new BatchMessage("https://example.com/a", MessageBody.Json(new { id = 1 })),
            new BatchMessage("https://example.com/b", "text", new PublishOptions { Queue = "orders" }),
        ]);
        var refused = results.Where(one => one.Error is not null);
        return refused;
    }

    internal static async Task ListAsync(IBusQStashClient client)
    {
        await foreach (var entry in client.Logs.ListAsync(new LogFilter { Labels = ["orders"], States = [LogState.Error] }))
        {
            Console.WriteLine($"{entry.Time:u} {entry.MessageId} {entry.ResponseStatus} {entry.Error}");
        }
    }

    internal static async Task WorkflowsAsync(IBusQStashClient client)
    {
        var run = await client.Workflows.TriggerAsync("https://example.com/order", MessageBody.Json(new { id = 1 }), new() { Labels = ["orders"] });
        await client.Workflows.NotifyAsync("paid-1", MessageBody.Json(new { amount = 12 }));
        Console.WriteLine((await client.Workflows.FindAsync(run.WorkflowRunId))?.State);
        await foreach (var resumed in client.Workflows.Dlq.ResumeAsync(new WorkflowDlqFilter { Labels = ["orders"] }, new() { Retries = 5 }))
        {
            Console.WriteLine($"{resumed.WorkflowRunId} goes on");
        }
    }

    internal static async Task ServerAsync(IBusQStashClient client)
    {
        var queue = await client.Server.GetQueueAsync("orders");
        Console.WriteLine($"{queue.Name}: {queue.Standing.Reason} until {queue.Standing.NextAt:u}, {queue.Lag} behind");
        foreach (var group in (await client.Server.GetDeadLetterFacetsAsync()).Groups)
        {
            Console.WriteLine($"{group.Count} dead letters of {group.Host}: {group.ResponseStatus} {group.Error}");
        }
    }

    internal static void AddReceiver(IHostApplicationBuilder builder)
    {
        builder.Services.AddQStashReceiver();           // reads QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY
    }

    internal static void AddReceiverWithFetchedKeys(IHostApplicationBuilder builder)
    {
        builder.Services.AddBusQStashClient();
        builder.Services.AddQStashReceiver(options => options.FetchKeys = true);
    }

    internal static void Receive(WebApplication app)
    {
        app.MapPost("/orders", (Order order, QStashDelivery delivery) => Results.Ok()).RequireQStashSignature();
        app.MapPost("/done", (CallbackPayload result) => Console.WriteLine($"{result.SourceMessageId}: {result.Status}")).RequireQStashSignature();
    }

    internal static SignatureResult Verify(string currentSigningKey, string nextSigningKey, string signatureHeader, byte[] rawBody)
    {
        var verifier = new SignatureVerifier(currentSigningKey, nextSigningKey);
        var check = verifier.Verify(signatureHeader, rawBody, url: "https://example.com/orders");
        if (!check.IsValid)
        {
            Console.WriteLine($"{check.Failure}: {check.Error}");
        }

        return check;
    }

    internal sealed record Order(int Id);
}
