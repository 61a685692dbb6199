using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class DeliveryMetricsTests
{
    [Fact]
    public async Task Counts_attempts_by_outcome_and_messages_by_what_became_of_them()
    {
        await using var good = new RawDestination("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var bad = new RawDestination("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
        await using var harness = new DeliveryHarness();
        var meters = harness.Services.GetRequiredService<IMeterFactory>();
        var seen = new ConcurrentBag<(string Name, string? Outcome)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == MetricNames.Meter && instrument.Meter.Scope == meters)
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add((instrument.Name, OutcomeIn(tags))));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add((instrument.Name, OutcomeIn(tags))));
        listener.Start();

        await harness.RunAsync(new MessageSpec { Url = good.Url });
        await harness.RunAsync(new MessageSpec { Url = bad.Url, MaxRetries = 1 });
        await harness.RunAsync(new MessageSpec { Url = bad.Url, MaxRetries = 0 });
        await harness.RunAsync(new MessageSpec { Url = "http://10.0.0.1/", MaxRetries = 0 });

        Assert.Equal(
            [
                ("busqstash.attempt.duration", "delivered"), ("busqstash.attempt.duration", "denied"),
                ("busqstash.attempt.duration", "rejected"), ("busqstash.attempt.duration", "rejected"),
                ("busqstash.attempts", "delivered"), ("busqstash.attempts", "denied"), ("busqstash.attempts", "rejected"), ("busqstash.attempts", "rejected"),
                ("busqstash.messages.delivered", null), ("busqstash.messages.failed", null), ("busqstash.messages.failed", null),
                ("busqstash.messages.retried", null),
            ],
            seen.OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Outcome, StringComparer.Ordinal));
    }

    private static string? OutcomeIn(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags.IsEmpty ? null : (string?)tags[0].Value;
}
