using BusQStash.Store.Messages;
using BusQStash.Store.Messages.Postgres;
using BusQStash.Store.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>Groups that are written without reading first, and those that cannot be.</summary>
public sealed class SettleWriterTests() : StoreContract(new PostgresHarness())
{
    private readonly RefutedGroups _refuted = new();

    [Fact]
    public async Task Untouched_messages_are_as_presumed()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2", InQueue("q")), Message("msg_3"));
        var lane = await TakeAsync("q");
        await Ledger.DeferAsync("msg_3", 0, Noon.AddSeconds(1), None);

        var outcomes = await WriteAsync(Untouched("msg_1"), Untouched("msg_2") with { Lane = lane }, Untouched("msg_3"));

        Assert.All(outcomes, outcome => Assert.Equal(SettleStatus.Settled, outcome.Status));
        Assert.Equal([false, true, false], outcomes.Select(outcome => outcome.LaneDone));
        Assert.Equal(0, _refuted.Count);
    }

    [Fact]
    public async Task One_that_was_touched_has_its_group_written_by_what_the_rows_say()
    {
        await AcceptAsync(Message("msg_1"), Message("msg_2"), Message("msg_3", createdAt: Noon.AddSeconds(-1)));
        await Get<IMessages>().CancelAsync("msg_2", Noon, None);

        var outcomes = await WriteAsync(Untouched("msg_1"), Untouched("msg_2"), Untouched("msg_3"));

        Assert.Equal([SettleStatus.Settled, SettleStatus.Superseded, SettleStatus.Settled], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(MessageState.Canceled, (await Get<IMessages>().FindAsync("msg_2", None))!.State);
        Assert.Equal(1, _refuted.Count);
    }

    [Fact]
    public async Task Two_epochs_of_a_lane_are_not_presumed_together()
    {
        await AcceptAsync(Message("msg_1", InQueue("q")), Message("msg_2", InQueue("q")));
        var lane = await TakeAsync("q");

        var outcomes = await WriteAsync(
            Untouched("msg_1") with { Lane = lane }, Untouched("msg_2") with { Lane = lane with { Epoch = lane.Epoch - 1 } });

        Assert.Equal([SettleStatus.Settled, SettleStatus.Fenced], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(0, _refuted.Count);
    }

    private static AttemptSettlement Untouched(string id) => Attempt(id, MessageState.Delivered) with { UntouchedSince = Noon };

    private Task<IReadOnlyList<SettleOutcome>> WriteAsync(params AttemptSettlement[] settlements) =>
        ActivatorUtilities.CreateInstance<SettleWriter>(Get<IServiceProvider>(), _refuted)
            .WriteAsync([.. settlements.Select(SettleItem.From)], None);

    /// <summary>Counts what the writer logs: that a group was not as presumed.</summary>
    private sealed class RefutedGroups : ILogger<SettleWriter>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Count++;
    }
}
