using System.Collections.Concurrent;
using BusQStash.Store.Delays;

namespace BusQStash.Worker.Tests.Delays;

/// <summary>Rows that are due once, and a note of what became of them.</summary>
internal sealed class ScriptedDueItems(params DueItem[] items) : IDueItems
{
    private readonly ConcurrentQueue<string> _completed = [];
    private readonly ConcurrentQueue<(string Token, DateTimeOffset DueAt)> _returned = [];
    private int _claims;

    public IReadOnlyCollection<string> Completed => _completed;

    public IReadOnlyCollection<(string Token, DateTimeOffset DueAt)> Returned => _returned;

    public Task<IReadOnlyList<DueItem>> ClaimAsync(DateTimeOffset now, int max, TimeSpan hold, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DueItem>>(Interlocked.Increment(ref _claims) == 1 ? items : []);

    public Task CompleteAsync(IReadOnlyCollection<DueItem> items, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            _completed.Enqueue(item.Token);
        }

        return Task.CompletedTask;
    }

    public Task ReturnAsync(IReadOnlyCollection<DueItem> items, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            _returned.Enqueue((item.Token, dueAt));
        }

        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => Task.FromResult<DateTimeOffset?>(null);

    public Task ScheduleAsync(string token, DateTimeOffset dueAt, ScheduledBusMessage message, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> CancelAsync(string token, CancellationToken cancellationToken) => throw new NotSupportedException();
}
