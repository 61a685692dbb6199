using System.Text.Json;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Instances;

/// <summary>Details of processes, on either engine. Each process writes only its own row, so no lock is contended.</summary>
internal sealed class SqlInstanceDetails(
    IConnectionSource source, [FromKeyedServices(ReadPool.Key)] IConnectionSource reads, InstanceIdentity identity) : IInstanceDetails
{
    public Task WriteAsync(InstanceDetail detail, CancellationToken cancellationToken) => source.WriteOneAsync(
        $"""
        insert into instance_detail (number, kind, version, host, queues, running, settings, written_at)
        values (@number, @kind, @Version, @Host, @Queues, @running, @settings, {source.Now})
        on conflict (number) do update set
            queues = excluded.queues, running = excluded.running, settings = coalesce(excluded.settings, instance_detail.settings),
            written_at = excluded.written_at, left_at = null
        """,
        new
        {
            number = identity.Number,
            kind = (int)detail.Kind,
            detail.Version,
            detail.Host,
            detail.Queues,
            running = JsonSerializer.Serialize(detail.Running, InstanceJson.Default.IReadOnlyListRunningAttempt),
            settings = detail.Settings is null ? null : JsonSerializer.Serialize(detail.Settings, InstanceJson.Default.IReadOnlyDictionaryStringString),
        },
        cancellationToken);

    public Task LeaveAsync(CancellationToken cancellationToken) => source.WriteOneAsync(
        $"update instance_detail set left_at = {source.Now}, written_at = {source.Now}, queues = 0, running = '[]' where number = @number",
        new { number = identity.Number },
        cancellationToken);

    public async Task<Processes> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await reads.OpenAsync(cancellationToken);
        return await ProcessRows.ReadAsync(connection, reads.Now, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<int, IReadOnlyDictionary<string, string>>> ListSettingsAsync(CancellationToken cancellationToken)
    {
        var rows = await reads.QueryAsync<(int Number, string Settings)>(
            $"""
            select d.number, d.settings from instance_detail d join instance i on i.number = d.number
            where d.settings is not null and i.heartbeat_at > {reads.Now} - {ProcessView.GoneAfterMs} order by d.number
            """,
            null,
            cancellationToken);
        return rows.ToDictionary(
            row => row.Number,
            row => JsonSerializer.Deserialize(row.Settings, InstanceJson.Default.IReadOnlyDictionaryStringString)!);
    }

    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) => source.WriteOneAsync(
        $"delete from instance_detail where written_at < {source.Now} - @age", new { age = (long)age.TotalMilliseconds }, cancellationToken);
}
