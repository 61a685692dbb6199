using System.Text.Json;
using BusQStash.Store.Sql;
using BusQStash.Store.Workflows;
using Dapper;

namespace BusQStash.Store.BulkActions;

/// <summary>Cancellations of workflow runs in SQL common to both engines.</summary>
internal sealed class SqlRunActions(IConnectionSource connections) : IRunActions
{
    private const string Insert = "insert into bulk_action (id, created_at, kind, filter, total) values (@id, @createdAt, @kind, @json, @total)";

    public async Task<BulkAction> CreateAsync(string id, RunCancelFilter filter, DateTimeOffset now, CancellationToken cancellationToken)
    {
        long total;
        await using (var connection = await connections.OpenAsync(cancellationToken))
        {
            var found = RunFilter.Of(filter.At(now));
            total = Math.Min(filter.Most, await connection.ExecuteScalarAsync<long>($"select count(*) from workflow_run r {found.Where}", found.Parameters, cancellationToken));
        }

        var (json, createdAt) = (JsonSerializer.Serialize(filter, BulkActionJson.Default.RunCancelFilter), now.ToUnixTimeMilliseconds());
        var kind = BulkKinds.NameOf(BulkKind.RunCancel);
        await connections.WriteAsync(connection => connection.ExecuteAsync(Insert, new { id, createdAt, kind, json, total }), cancellationToken);
        return new BulkAction(id, new MessageFilter(), total, 0, DateTimeOffset.FromUnixTimeMilliseconds(createdAt), null) { Kind = BulkKind.RunCancel, Runs = filter };
    }

    public Task<BulkClaim?> RecordAsync(BulkClaim claim, RunProgress progress, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            async connection =>
            {
                if (await connection.ExecuteAsync(
                    SqlBulkActions.Hold, new { id = claim.Action.Id, stamp = claim.Stamp, until = (now + hold).ToUnixTimeMilliseconds() }) == 0)
                {
                    return null;
                }

                await connection.ExecuteAsync(SqlBulkActions.Advance, new
                {
                    id = claim.Action.Id,
                    canceled = progress.Canceled,
                    createdAt = progress.After.CreatedAt,
                    afterId = progress.After.Id,
                    completedAt = progress.IsLast ? now.ToUnixTimeMilliseconds() : (long?)null,
                });
                return progress.IsLast
                    ? null
                    : claim with { After = progress.After, Action = claim.Action with { Processed = claim.Action.Processed + progress.Canceled } };
            },
            cancellationToken);
}
