using BusQStash.Client.Http;

namespace BusQStash.Client.FlowControl;

internal sealed class FlowControlClient(IFlowControlRoutes routes) : IFlowControlClient
{
    public Task<IReadOnlyList<FlowControlKey>> ListAsync(string? search = null, CancellationToken cancellationToken = default) =>
        routes.ListAsync(new Query().With("search", search), cancellationToken);

    public Task<FlowControlKey> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(key);
        return routes.GetAsync(key, cancellationToken);
    }

    public Task<GlobalParallelism> GetGlobalParallelismAsync(CancellationToken cancellationToken = default) =>
        routes.GetGlobalParallelismAsync(cancellationToken);

    public Task PauseAsync(string key, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(key);
        return routes.PauseAsync(key, cancellationToken);
    }

    public Task ResumeAsync(string key, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(key);
        return routes.ResumeAsync(key, cancellationToken);
    }

    public Task PinAsync(string key, int? parallelism = null, int? rate = null, TimeSpan? period = null, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(key);
        if ((parallelism, rate) is (null, null))
        {
            throw new ArgumentException("There is nothing to pin: give a parallelism or a rate");
        }

        if (period is { } length && (length < TimeSpan.FromSeconds(1) || length.Ticks % TimeSpan.TicksPerSecond != 0))
        {
            throw new ArgumentOutOfRangeException(nameof(period), length, "A period is a number of whole seconds.");
        }

        var limits = new Query().With("parallelism", parallelism).With("rate", rate).With("period", (int?)period?.TotalSeconds);
        return routes.PinAsync(key, limits, cancellationToken);
    }

    public Task UnpinAsync(string key, bool parallelism = true, bool rate = true, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(key);
        return routes.UnpinAsync(key, new Query().When(parallelism, "parallelism", "true").When(rate, "rate", "true"), cancellationToken);
    }

    public Task ResetRateAsync(string key, CancellationToken cancellationToken = default)
    {
        Require.PathSegment(key);
        return routes.ResetRateAsync(key, cancellationToken);
    }
}
