using System.Data.Common;
using System.Text.Json;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.BulkActions;

/// <summary>Bulk actions in SQL common to both engines.</summary>
internal sealed class SqlBulkActions(IConnectionSource connections, ICancelTransactions cancels) : IBulkActions
{
    private const string Select = $"select {BulkActionRow.Columns} from bulk_action";

    private const string Insert = """
        insert into bulk_action (id, created_at, filter, total) values (@id, @createdAt, @filter, @total)
        """;

    // Excludes kinds that only a newer version knows, because this version cannot interpret their filters.
    private static readonly string Claim = $"""
        update bulk_action set stamp = stamp + 1, held_until = @until
        where id = (select id from bulk_action where completed_at is null and held_until <= @now and kind in ({BulkKinds.Quoted}) order by created_at, id limit 1)
          and completed_at is null and held_until <= @now
        returning {BulkActionRow.Columns}
        """;

    // The update also locks the row: of two processes that work on the action, one finds another stamp.
    internal const string Hold = "update bulk_action set held_until = @until where id = @id and stamp = @stamp and completed_at is null";

    internal const string Advance = """
        update bulk_action
        set processed = processed + @canceled, after_created_at = @createdAt, after_id = @afterId, completed_at = @completedAt,
            total = case when processed + @canceled > total then processed + @canceled else total end
        where id = @id
        """;

    public async Task<BulkAction> CreateAsync(string id, MessageFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long total;
        await using (var connection = await connections.OpenAsync(cancellationToken))
        {
            total = Math.Min(await PendingMessages.CountAsync(connection, filter, now, cancellationToken), filter.Most ?? long.MaxValue);
        }

        var json = JsonSerializer.Serialize(filter, BulkActionJson.Default.MessageFilter);
        var createdAt = now.ToUnixTimeMilliseconds();
        await connections.WriteAsync(
            connection => connection.ExecuteAsync(Insert, new { id, createdAt, filter = json, total }), cancellationToken);
        return new BulkAction(id, filter, total, 0, DateTimeOffset.FromUnixTimeMilliseconds(createdAt), null);
    }

    public async Task<BulkAction?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return (await ReadAsync(connection, $"{Select} where id = @id", new { id })).SingleOrDefault()?.ToAction();
    }

    public async Task<IReadOnlyList<Listed<(long CreatedAt, string Id)>>> ListAsync(
        bool ofRuns, (long CreatedAt, string Id)? after, int max, CancellationToken cancellationToken)
    {
        var filter = new KeysetFilter().Holds($"kind {(ofRuns ? "=" : "<>")} @ofRuns").After("created_at", "id", descending: true, after);
        filter.Parameters.Add("ofRuns", BulkKinds.NameOf(BulkKind.RunCancel));
        filter.Parameters.Add("max", max);
        var sql = $"select created_at, id, cast(length(filter) as bigint) from bulk_action {filter.Where} order by created_at desc, id desc limit @max";
        var rows = await connections.QueryAsync<(long CreatedAt, string Id, long Bytes)>(sql, filter.Parameters, cancellationToken);
        return [.. rows.Select(row => new Listed<(long, string)>((row.CreatedAt, row.Id), row.Bytes))];
    }

    public async Task<IReadOnlyList<BulkAction>> ReadAsync(IReadOnlyList<(long CreatedAt, string Id)> actions, CancellationToken cancellationToken)
    {
        // A filter without values would match all actions.
        if (actions.Count == 0)
        {
            return [];
        }

        var filter = new KeysetFilter().In("id", "id", [.. actions.Select(action => action.Id)]);
        await using var connection = await connections.OpenAsync(cancellationToken);
        var found = (await ReadAsync(connection, $"{Select} {filter.Where}", filter.Parameters)).ToDictionary(row => row.Id, StringComparer.Ordinal);
        return [.. actions.Where(action => found.ContainsKey(action.Id)).Select(action => found[action.Id].ToAction())];
    }

    public Task<BulkClaim?> ClaimAsync(DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection => (await ReadAsync(connection, Claim, Times(now, hold))).SingleOrDefault()?.ToClaim(),
        cancellationToken);

    public async Task<BulkStep> StepAsync(
        BulkClaim claim, int max, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken)
    {
        // Read outside the transaction: messages that have finished by the time they are locked are left unchanged.
        IReadOnlyList<(long CreatedAt, string Id, bool Found)> seen;
        await using (var reader = await connections.OpenAsync(cancellationToken))
        {
            seen = await PendingMessages.LookAsync(reader, claim, max, cancellationToken);
        }

        var portion = BulkPortion.Of(claim, seen, max);
        var canceled = await cancels.RunAsync(
            portion.MessageIds,
            now,
            async connection => await connection.ExecuteAsync(Hold, Times(now, hold, claim)) == 1,
            (connection, count) => connection.ExecuteAsync(Advance, new
            {
                id = claim.Action.Id,
                canceled = count,
                createdAt = portion.After.CreatedAt,
                afterId = portion.After.Id,
                completedAt = portion.IsLast(claim, count) ? now.ToUnixTimeMilliseconds() : (long?)null,
            }),
            cancellationToken);
        return new BulkStep(canceled ?? [], canceled is null ? null : portion.Next(claim, canceled.Count));
    }

    public Task ReleaseAsync(BulkClaim claim, CancellationToken cancellationToken) => connections.WriteAsync(
        connection => connection.ExecuteAsync(Hold, Times(DateTimeOffset.UnixEpoch, TimeSpan.Zero, claim)), cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset completedBefore, CancellationToken cancellationToken) => connections.WriteAsync(
        connection => connection.ExecuteAsync(
            "delete from bulk_action where completed_at < @before", new { before = completedBefore.ToUnixTimeMilliseconds() }),
        cancellationToken);

    private static async Task<IEnumerable<BulkActionRow>> ReadAsync(DbConnection connection, string sql, object parameters) =>
        (await connection.QueryAsync<BulkActionRow>(sql, parameters)).Where(row => row.IsKnown);

    private static DynamicParameters Times(DateTimeOffset now, TimeSpan hold, BulkClaim? claim = null)
    {
        var parameters = new DynamicParameters();
        parameters.Add("now", now.ToUnixTimeMilliseconds());
        parameters.Add("until", (now + hold).ToUnixTimeMilliseconds());
        if (claim is not null)
        {
            parameters.Add("id", claim.Action.Id);
            parameters.Add("stamp", claim.Stamp);
        }

        return parameters;
    }
}
