using BusQStash.Store.Batching;
using BusQStash.Store.Engines.Postgres;

namespace BusQStash.Store.Messages.Postgres;

/// <summary>Groups the writes of many callers and passes each group to a writer.</summary>
internal sealed class PostgresMessageLedger : IMessageLedger, IAsyncDisposable
{
    // 4 KiB of body cost as much as a row, so that a group of 1024 carries at most a few megabytes.
    private const int BytesPerCost = 4096;

    private readonly GroupWriter<IReadOnlyList<AcceptItem>, IReadOnlyList<AcceptOutcome>> _accept;
    private readonly GroupWriter<SettleItem, SettleOutcome> _settle;
    private readonly GroupWriter<AttemptKey, bool> _claim;
    private readonly GroupWriter<AttemptKey, bool> _isOpen;
    private readonly GroupWriter<Deferral, bool> _defer;

    public PostgresMessageLedger(AcceptWriter accept, SettleWriter settle, AttemptWriter attempts)
    {
        _accept = new(accept.WriteAsync, Groups<IReadOnlyList<AcceptItem>>(call => call.Sum(CostOf)));
        _settle = new(settle.WriteAsync, Groups<SettleItem>(CostOf));
        _claim = new(attempts.ClaimAsync, Groups<AttemptKey>(_ => 1));
        _isOpen = new(attempts.FindOpenAsync, Groups<AttemptKey>(_ => 1));
        _defer = new(attempts.DeferAsync, Groups<Deferral>(_ => 1));
    }

    public async Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
        messages.Count == 0 ? [] : await _accept.WriteAsync([.. messages.Select(message => AcceptItem.From(message))], cancellationToken);

    public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        _claim.WriteAsync(new AttemptKey(messageId, attempt), cancellationToken);

    public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) =>
        _isOpen.WriteAsync(new AttemptKey(messageId, attempt), cancellationToken);

    public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) =>
        _settle.WriteAsync(SettleItem.From(settlement), cancellationToken);

    public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        _defer.WriteAsync(new Deferral(new AttemptKey(messageId, attempt), dueAt.ToUnixTimeMilliseconds()), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _accept.DisposeAsync();
        await _settle.DisposeAsync();
        await _claim.DisposeAsync();
        await _isOpen.DisposeAsync();
        await _defer.DisposeAsync();
    }

    private static GroupWriterOptions<T> Groups<T>(Func<T, int> cost) =>
        new() { Cost = cost, RetrySingly = failure => !PostgresErrors.IsOutage(failure) };

    private static int CostOf(AcceptItem item) => 1 + ((item.Message.Body.Length + item.SpecJson.Length) / BytesPerCost);

    private static int CostOf(SettleItem item) =>
        1 + item.Callbacks.Sum(CostOf) + ((item.Settlement.Response?.Body.Length ?? 0) / BytesPerCost);
}
