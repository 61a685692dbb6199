using System.Diagnostics.Metrics;
using BusQStash.Store.Backlog;
using BusQStash.Store.Queues;
using BusQStash.Worker.Queues;
using BusQStash.Worker.Reconciliation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Reconciliation;

public sealed class ReconcilerMetricsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ReconcilerMetrics _metrics;
    private readonly LaneMetrics _lanes;

    public ReconcilerMetricsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _metrics = new ReconcilerMetrics(meters, _time);
        _lanes = new LaneMetrics(meters, Options.Create(new MetricsOptions { Queues = "orders, none-yet" }));
    }

    [Fact]
    public void Counts_are_told_by_the_reconciler_only()
    {
        Assert.Equal(["busqstash.lanes=0", "busqstash.reconciler=0"], Read());

        _metrics.Hold(true);
        _metrics.Counted(new BacklogCounts(3, 2, _time.GetUtcNow()));
        _lanes.Counted(
            [
                new QueueCount("orders", 5, _time.GetUtcNow().AddSeconds(-40).ToUnixTimeMilliseconds(), QueueReason.HeadInBackoff),
                new QueueCount("mails", 2, null, QueueReason.Draining),
                new QueueCount("held", 0, null, QueueReason.Paused),
            ],
            _time.GetUtcNow());
        _time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(
            [
                "busqstash.dead.letters=3", "busqstash.flow.waiting=2", "busqstash.lanes.head.age=90", "busqstash.lanes.lag.longest=5", "busqstash.lanes.lag=7",
                "busqstash.lanes.stuck{flow_control}=0", "busqstash.lanes.stuck{global_parallelism}=0", "busqstash.lanes.stuck{head_delayed}=0",
                "busqstash.lanes.stuck{head_in_backoff}=1", "busqstash.lanes.stuck{lease_elsewhere}=0", "busqstash.lanes.stuck{no_worker}=0",
                "busqstash.lanes.stuck{paused}=1", "busqstash.lanes.stuck{unexplained}=0", "busqstash.lanes.stuck{waiting_for_callbacks}=0", "busqstash.lanes=0",
                "busqstash.queue.lag{none-yet}=0", "busqstash.queue.lag{orders}=5", "busqstash.queue.oldest.age{none-yet}=0", "busqstash.queue.oldest.age{orders}=40",
                "busqstash.reconciler=1",
            ],
            Read());

        _metrics.Hold(false);
        _lanes.ForgetLag();
        Assert.Equal(["busqstash.lanes=0", "busqstash.reconciler=0"], Read());
    }

    [Fact]
    public void No_head_that_is_due_is_an_age_of_zero()
    {
        _metrics.Hold(true);
        _metrics.Counted(new BacklogCounts(0, 0, null));

        Assert.Contains("busqstash.lanes.head.age=0", Read());
    }

    public void Dispose() => _services.Dispose();

    private List<string> Read()
    {
        List<string> read = [];
        var factory = _services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => read.Add($"{instrument.Name}{Tag(tags)}={value}"));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => read.Add($"{instrument.Name}{Tag(tags)}={value}"));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => read.Add($"{instrument.Name}{Tag(tags)}={value:0}"));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. read.Order(StringComparer.Ordinal)];

        static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags) => tags is [var tag] ? $"{{{tag.Value}}}" : "";
    }
}
