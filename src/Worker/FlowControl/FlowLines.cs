using BusQStash.Store.FlowControl;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.FlowControl;

/// <summary>The lines of flow-control keys as this process asks the ledger about them.</summary>
internal sealed class FlowLines(IFlowGrants grants, FlowSignal signal, StartLag lag, TimeProvider time, IOptions<FlowControlOptions> options)
{
    /// <summary>Maximum polling interval. Changes by this process are handled immediately.</summary>
    internal static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Number of keys processed at a time.</summary>
    private const int KeysAtOnce = 16;

    /// <summary>Waits until the lines are due: signalled by this process, or after the given time.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => signal.WaitAsync(atMost, cancellationToken);

    /// <summary>Signals that this process changed a line or released a permit.</summary>
    public void Changed() => signal.Raise();

    /// <summary>Time until a key is due, zero if one is due now.</summary>
    public async Task<TimeSpan> NextAsync(CancellationToken cancellationToken)
    {
        var next = await grants.NextAsync(cancellationToken) ?? PollEvery;
        return next <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Clamp(next.Ticks, TimeSpan.TicksPerMillisecond, PollEvery.Ticks));
    }

    /// <summary>Requests permits, and returns when they were requested. Must not be canceled midway: the answer lists the permits this process holds.</summary>
    /// <param name="unordered">Unordered messages it can take on.</param>
    /// <param name="attempts">Attempts it can take on.</param>
    public async Task<(IReadOnlyList<FlowGrant> Granted, long AskedAt)> GrantAsync(int unordered, int attempts)
    {
        var askedAt = time.GetTimestamp();
        var ask = new FlowAsk(KeysAtOnce, unordered, attempts, options.Value.StartMargin, lag.Current);
        return (await grants.GrantAsync(ask, CancellationToken.None), askedAt);
    }

    /// <summary>Permits the ledger says this process holds.</summary>
    public Task<IReadOnlyList<FlowPermit>> ListHeldAsync(CancellationToken cancellationToken) => grants.ListHeldAsync(cancellationToken);
}
