using BusQStash.Store.Batching;
using Xunit;

namespace BusQStash.Store.Tests.Batching;

public sealed class GroupWriterTests : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);
    private readonly List<int[]> _groups = [];
    private readonly SemaphoreSlim _entered = new(0);
    private readonly SemaphoreSlim _gate = new(0);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _entered.Dispose();
        _gate.Dispose();
    }

    [Fact]
    public async Task Answers_each_caller_with_its_own_result()
    {
        await using var writer = new GroupWriter<int, int>(WriteAtOnce);

        var results = await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => writer.WriteAsync(i, None)));

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i * 2), results);
    }

    [Fact]
    public async Task Groups_what_gathers_while_the_last_group_is_written()
    {
        await using var writer = new GroupWriter<int, int>(WriteBehindGate);
        var first = writer.WriteAsync(0, None);
        Assert.True(await _entered.WaitAsync(Deadline, None));
        var rest = Enumerable.Range(1, 5).Select(i => writer.WriteAsync(i, None)).ToArray();
        _gate.Release(2);

        await Task.WhenAll([first, .. rest]);

        Assert.Equal([[0], [1, 2, 3, 4, 5]], _groups);
    }

    [Fact]
    public async Task Ends_a_group_where_it_would_cost_too_much()
    {
        var options = new GroupWriterOptions<int> { MaxCost = 10, Cost = item => item };
        await using var writer = new GroupWriter<int, int>(WriteBehindGate, options);
        var first = writer.WriteAsync(1, None);
        Assert.True(await _entered.WaitAsync(Deadline, None));
        int[] waiting = [4, 6, 1, 50, 2];
        var rest = waiting.Select(i => writer.WriteAsync(i, None)).ToArray();
        _gate.Release(10);

        await Task.WhenAll([first, .. rest]);

        Assert.Equal([[1], [4, 6], [1], [50], [2]], _groups);
    }

    [Fact]
    public async Task An_idle_writer_writes_an_item_at_once()
    {
        await using var writer = new GroupWriter<int, int>(WriteBehindGate);
        _gate.Release(2);

        await writer.WriteAsync(1, None);
        await writer.WriteAsync(2, None);

        Assert.Equal([[1], [2]], _groups);
    }

    [Fact]
    public async Task Lets_a_bad_item_fail_alone()
    {
        await using var writer = new GroupWriter<int, int>(WriteBehindGate);
        var first = writer.WriteAsync(0, None);
        Assert.True(await _entered.WaitAsync(Deadline, None));
        var good = writer.WriteAsync(1, None);
        var bad = writer.WriteAsync(-1, None);
        var alsoGood = writer.WriteAsync(2, None);
        _gate.Release(10);

        await Assert.ThrowsAsync<FormatException>(() => bad);
        var results = await Task.WhenAll(first, good, alsoGood);
        Assert.Equal([0, 2, 4], results);
    }

    [Fact]
    public async Task Fails_the_whole_group_when_repeating_it_is_not_worth_it()
    {
        var options = new GroupWriterOptions<int> { RetrySingly = failure => failure is not FormatException };
        await using var writer = new GroupWriter<int, int>(WriteBehindGate, options);
        var first = writer.WriteAsync(0, None);
        Assert.True(await _entered.WaitAsync(Deadline, None));
        var good = writer.WriteAsync(1, None);
        var bad = writer.WriteAsync(-1, None);
        _gate.Release(10);

        await first;
        await Assert.ThrowsAsync<FormatException>(() => good);
        await Assert.ThrowsAsync<FormatException>(() => bad);
    }

    [Fact]
    public async Task Goes_on_after_a_failure()
    {
        await using var writer = new GroupWriter<int, int>(WriteAtOnce);

        await Assert.ThrowsAsync<FormatException>(() => writer.WriteAsync(-1, None));
        Assert.Equal(6, await writer.WriteAsync(3, None));
    }

    [Fact]
    public async Task Writes_an_item_whose_caller_no_longer_waits()
    {
        await using var writer = new GroupWriter<int, int>(WriteBehindGate);
        var first = writer.WriteAsync(0, None);
        Assert.True(await _entered.WaitAsync(Deadline, None));
        using var impatient = new CancellationTokenSource();
        var left = writer.WriteAsync(1, impatient.Token);
        var stayed = writer.WriteAsync(2, None);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        _gate.Release(10);
        await Task.WhenAll(first, stayed);

        Assert.Equal([[0], [1, 2]], _groups);
    }

    [Fact]
    public async Task Finishes_what_it_took_before_it_stops()
    {
        var writer = new GroupWriter<int, int>(WriteBehindGate);
        var first = writer.WriteAsync(0, None);
        Assert.True(await _entered.WaitAsync(Deadline, None));
        var second = writer.WriteAsync(1, None);

        var stop = writer.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => writer.WriteAsync(2, None));
        Assert.False(stop.IsCompleted);
        _gate.Release(10);
        await stop;

        var results = await Task.WhenAll(first, second);
        Assert.Equal([0, 2], results);
    }

    private static Task<IReadOnlyList<int>> WriteAtOnce(IReadOnlyList<int> items, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(items));

    private async Task<IReadOnlyList<int>> WriteBehindGate(IReadOnlyList<int> items, CancellationToken cancellationToken)
    {
        _groups.Add([.. items]);
        _entered.Release();
        await _gate.WaitAsync(cancellationToken);
        return Answer(items);
    }

    private static IReadOnlyList<int> Answer(IReadOnlyList<int> items) =>
        items.Any(item => item < 0) ? throw new FormatException("bad item") : [.. items.Select(item => item * 2)];
}
