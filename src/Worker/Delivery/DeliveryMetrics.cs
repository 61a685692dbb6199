using System.Diagnostics;
using System.Diagnostics.Metrics;
using BusQStash.Rules.Metrics;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Delivery;

/// <summary>Counts attempts and what became of messages.</summary>
/// <remarks>They count what this process saw: an attempt whose settlement the ledger refuses was made all the same.</remarks>
internal sealed class DeliveryMetrics
{
    /// <summary>The meter of all metrics of the product.</summary>
    // From a local answer to the longest attempt.
    private static readonly double[] Seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900];

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _retried;

    public DeliveryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MetricNames.Meter);
        _attempts = meter.CreateCounter<long>("busqstash.attempts", "{attempt}", "Attempts that ended.");
        _duration = meter.CreateHistogram(
            "busqstash.attempt.duration",
            "s",
            "Time from request to complete response or fault.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
        _delivered = meter.CreateCounter<long>("busqstash.messages.delivered", "{message}", "Messages answered with a 2xx.");
        _failed = meter.CreateCounter<long>("busqstash.messages.failed", "{message}", "Messages that became dead letters.");
        _retried = meter.CreateCounter<long>("busqstash.messages.retried", "{message}", "Failed attempts after which another follows.");
    }

    public void Count(AttemptSettlement end, DeliveryOutcome outcome, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("outcome", NameOf(outcome));
        _attempts.Add(1, tag);
        _duration.Record(duration.TotalSeconds, tag);
        var messages = end.NextState switch
        {
            MessageState.Delivered => _delivered,
            MessageState.Retrying => _retried,
            _ => _failed,
        };
        messages.Add(1);
    }

    private static string NameOf(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Delivered => "delivered",
        DeliveryOutcome.Rejected => "rejected",
        DeliveryOutcome.NotRetryable => "not_retryable",
        DeliveryOutcome.Unreachable { Fault: DeliveryFault.Timeout } => "timeout",
        DeliveryOutcome.Unreachable { Fault: DeliveryFault.DeniedAddress } => "denied",
        DeliveryOutcome.Unreachable => "unreachable",
        _ => throw new UnreachableException(),
    };
}
