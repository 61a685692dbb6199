using System.Text.Json;
using BusQStash.Store.Sql;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace BusQStash.Store.Instances;

/// <summary>What processes say about themselves, on either engine. Each writes its own row, so nobody waits for anybody.</summary>
internal sealed class SqlInstanceDetails(
    IConnectionSource source, [FromKeyedServices(ReadPool.Key)] IConnectionSource reads, InstanceIdentity identity) : IInstanceDetails
{
    public Task WriteAsync(InstanceDetail detail, CancellationToken cancellationToken) => source.WriteOneAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            $"""
            insert into instance_detail (number, kind, version, host, queues, running, written_at)
            values (@number, @kind, @Version, @Host, @Queues, @running, {source.Now})
            on conflict (number) do update set
                queues = excluded.queues, running = excluded.running, written_at = excluded.written_at, left_at = null
            """,
            new
            {
                number = identity.Number,
                kind = (int)detail.Kind,
                detail.Version,
                detail.Host,
                detail.Queues,
                running = JsonSerializer.Serialize(detail.Running, InstanceJson.Default.IReadOnlyListRunningAttempt),
            },
            cancellationToken: cancellationToken)),
        cancellationToken);

    public Task LeaveAsync(CancellationToken cancellationToken) => source.WriteOneAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            $"update instance_detail set left_at = {source.Now}, written_at = {source.Now}, queues = 0, running = '[]' where number = @number",
            new { number = identity.Number },
            cancellationToken: cancellationToken)),
        cancellationToken);

    public async Task<Processes> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await reads.OpenAsync(cancellationToken);
        return await ProcessRows.ReadAsync(connection, reads.Now, cancellationToken);
    }

    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) => source.WriteOneAsync(
        connection => connection.ExecuteAsync(new CommandDefinition(
            $"delete from instance_detail where written_at < {source.Now} - @age", new { age = (long)age.TotalMilliseconds }, cancellationToken: cancellationToken)),
        cancellationToken);
}
