using BusQStash.Store.Delays;
using BusQStash.Store.Delays.Sqlite;
using BusQStash.Store.Engines.Sqlite;
using BusQStash.Store.FlowControl;
using BusQStash.Store.Instances;

namespace BusQStash.Store.Messages.Sqlite;

/// <summary>The hot path of the ledger on SQLite.</summary>
/// <remarks>
/// The caller's cancellation does not end the wait for work that was passed to the writer. The work is written within milliseconds anyway, and an origin number without a recipient
/// would stop this process's watermark for ever.
/// </remarks>
internal sealed class SqliteMessageLedger(
    SqliteDatabase database,
    SqliteWriter writer,
    SqliteAcceptance acceptance,
    SqliteSettlement settlement,
    InstanceIdentity instance,
    FlowSignal signal) : IMessageLedger
{
    public async Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var items = messages.Select(message => AcceptItem.From(message)).ToArray();
        var outcomes = await writer.WriteAsync(session => acceptance.Accept(session, items), CancellationToken.None);
        if (Array.Exists(items, item => item.JoinsLine))
        {
            signal.Raise();
        }

        return outcomes;
    }

    public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) => writer.WriteAsync(
        session => session.Execute(
            """
            update message set state = @active, claimed_by = @me
            where id = @id and attempts = @attempt and queue_name is null and state in (@scheduled, @ready, @retrying)
            """,
            MessageState.Active,
            instance.Number,
            messageId,
            attempt,
            MessageState.Scheduled,
            MessageState.Ready,
            MessageState.Retrying) == 1,
        cancellationToken);

    public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = "select 1 from message where id = @id and attempts = @attempt and queue_name is null and state < @final";
        command.Parameters.AddWithValue("@id", messageId);
        command.Parameters.AddWithValue("@attempt", attempt);
        command.Parameters.AddWithValue("@final", (int)MessageState.Delivered);
        return Task.FromResult(command.ExecuteScalar() is not null);
    }

    public async Task<SettleOutcome> SettleAsync(AttemptSettlement attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var item = SettleItem.From(attempt);
        var (outcome, changedFlow) = await writer.WriteAsync(session => settlement.Settle(session, item), CancellationToken.None);
        if (changedFlow)
        {
            signal.Raise();
        }

        return outcome;
    }

    public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) => writer.WriteAsync(
        session =>
        {
            // Its command has been consumed and the due row brings the next one, so the message is no longer in doubt.
            var deferred = session.Execute(
                """
                update message set state = @scheduled, not_before = @dueAt, claimed_by = null, origin_number = 0
                where id = @id and attempts = @attempt and queue_name is null and state < @final
                """,
                MessageState.Scheduled,
                dueAt,
                messageId,
                attempt,
                MessageState.Delivered) == 1;
            if (deferred)
            {
                SqliteDueRows.Put(session, messageId, DueRow.MessageKind, dueAt.ToUnixTimeMilliseconds());
            }

            return deferred;
        },
        cancellationToken);
}
