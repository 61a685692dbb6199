using BusQStash.Store.Retention;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Reconciliation;

/// <summary>How far back is remembered.</summary>
internal sealed class RetentionCutoffs(ILogSize size, IOptions<StoreOptions> store)
{
    /// <summary>For how long a flow-control key without messages is remembered.</summary>
    public TimeSpan IdleKeys => store.Value.FlowKeyRetention;

    /// <summary>Ends of retention by age.</summary>
    public DateTimeOffset FinishedBefore(DateTimeOffset now) => now - store.Value.FinishedRetention;

    /// <summary>Ends of retention by age, or by the size of the logs if that asks for more.</summary>
    public async Task<RetentionLimits> LimitsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var byAge = FinishedBefore(now);
        var bySize = store.Value.MaxLogRows is { } rows ? await size.FindCutoffAsync(rows, cancellationToken) : null;
        return new RetentionLimits(bySize > byAge ? bySize.Value : byAge, now - store.Value.DeadLetterRetention, now);
    }
}
