using System.Data.Common;
using System.Text.Json;
using BusQStash.Store.Dlq;
using BusQStash.Store.Queues;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.BulkActions;

/// <summary>Bulk actions on dead letters in SQL common to both engines.</summary>
internal sealed class SqlDeadLetterActions(IConnectionSource connections) : IDeadLetterActions
{
    /// <summary>Maximum number of distinct reasons; further ones are counted together.</summary>
    private const int MostReasons = 20;

    private const string OtherReasons = "other reasons";

    private const string Insert = """
        insert into bulk_action (id, created_at, kind, filter, total, total_capped, through, overrides)
        values (@id, @createdAt, @kind, @filter, @total, @capped, @through, @overrides)
        """;

    // The update also locks the row: of two processes that work on the action, one finds another stamp, and a stopped action is already completed.
    private const string Hold = "update bulk_action set held_until = @until where id = @id and stamp = @stamp and completed_at is null";

    private const string Advance = """
        update bulk_action
        set processed = processed + @done, refused = refused + @refusedNow, refusals = @refusals, after_created_at = @failedAt, after_id = @dlqId, completed_at = @completedAt,
            total = case when processed + @done + refused + @refusedNow > total then processed + @done + refused + @refusedNow else total end
        where id = @id
        """;

    public async Task<BulkAction> CreateAsync(NewBulkAction action, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (total, capped) = await CountAsync(action, cancellationToken);
        var row = new
        {
            id = action.Id,
            createdAt = now.ToUnixTimeMilliseconds(),
            kind = BulkKinds.NameOf(action.Kind),
            filter = action.Kind == BulkKind.Cancel
                ? JsonSerializer.Serialize(action.Messages, BulkActionJson.Default.MessageFilter)
                : JsonSerializer.Serialize(action.DeadLetters, BulkActionJson.Default.DeadLetterFilter),
            total,
            capped = capped ? 1 : 0,
            through = action.Through.ToUnixTimeMilliseconds(),
            overrides = action.Overrides.Count == 0 ? null : JsonSerializer.Serialize(action.Overrides, BulkActionJson.Default.IReadOnlyDictionaryStringString),
        };
        await connections.WriteAsync(connection => connection.ExecuteAsync(Insert, row), cancellationToken);
        return new BulkAction(action.Id, action.Messages, total, 0, DateTimeOffset.FromUnixTimeMilliseconds(row.createdAt), null)
        {
            Kind = action.Kind,
            DeadLetters = action.Kind == BulkKind.Cancel ? null : action.DeadLetters,
            Through = action.Through,
            Overrides = action.Overrides,
            TotalCapped = capped,
        };
    }

    public Task<BulkClaim?> RecordAsync(BulkClaim claim, BulkProgress progress, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            async connection =>
            {
                var id = claim.Action.Id;
                var held = await connection.ExecuteAsync(Hold, new { id, stamp = claim.Stamp, until = (now + hold).ToUnixTimeMilliseconds() });
                if (held == 0)
                {
                    return null;
                }

                await connection.ExecuteAsync(Advance, new
                {
                    id,
                    done = await RemoveAsync(connection, progress.Done),
                    refusedNow = progress.Refused.Count,
                    refusals = await RefusalsAsync(connection, id, progress.Refused),
                    failedAt = progress.After.FailedAt,
                    dlqId = progress.After.DlqId,
                    completedAt = progress.IsLast ? now.ToUnixTimeMilliseconds() : (long?)null,
                });
                return progress.IsLast ? null : claim with { After = progress.After };
            },
            cancellationToken);

    public Task<bool> StopAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection => await connection.ExecuteAsync(
            "update bulk_action set stopped = 1, completed_at = @now where id = @id and completed_at is null", new { id, now = now.ToUnixTimeMilliseconds() }) > 0,
        cancellationToken);

    private async Task<(long Total, bool Capped)> CountAsync(NewBulkAction action, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        if (action.Kind == BulkKind.Cancel)
        {
            return (await PendingMessages.CountAsync(connection, action.Messages, action.Through, cancellationToken), false);
        }

        var query = DeadLetterSearch.Through(action.DeadLetters.Query, action.Through);
        return await DeadLetterCount.OfAsync(connection, query, action.DeadLetters.Hosts, QueueLimits.Counted, cancellationToken);
    }

    private static async Task<int> RemoveAsync(DbConnection connection, IReadOnlyList<string> ids)
    {
        if (ids.Count == 0)
        {
            return 0;
        }

        var filter = new KeysetFilter().In("dlq_id", "id", ids);
        return await connection.ExecuteAsync($"delete from dead_letter {filter.Where}", filter.Parameters);
    }

    private static async Task<string> RefusalsAsync(DbConnection connection, string id, IReadOnlyList<(string DlqId, string Reason)> refused)
    {
        var json = await connection.QuerySingleAsync<string>("select refusals from bulk_action where id = @id", new { id });
        if (refused.Count == 0)
        {
            return json;
        }

        var counts = new Dictionary<string, RefusalCount>(JsonSerializer.Deserialize(json, BulkActionJson.Default.IReadOnlyDictionaryStringRefusalCount)!, StringComparer.Ordinal);
        foreach (var (dlqId, text) in refused)
        {
            var reason = counts.ContainsKey(text) || counts.Count < MostReasons ? text : OtherReasons;
            counts[reason] = counts.TryGetValue(reason, out var known) ? known with { Count = known.Count + 1 } : new RefusalCount(1, dlqId);
        }

        return JsonSerializer.Serialize(counts, BulkActionJson.Default.IReadOnlyDictionaryStringRefusalCount);
    }
}
