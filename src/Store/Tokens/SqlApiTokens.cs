using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Tokens;

/// <summary>Named tokens in SQL common to both engines. Each change is one statement, or may be repeated without harm.</summary>
internal sealed class SqlApiTokens(IConnectionSource connections) : IApiTokens
{
    public async Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<ApiTokenRow>($"{ApiTokenRow.Select} order by name", null, cancellationToken);
        return [.. rows.Select(row => row.ToToken())];
    }

    public async Task<bool> AddAsync(ApiToken token, CancellationToken cancellationToken)
    {
        const string insert = """
            insert into api_token (name, hash, rights, queues, hosts, created_at, expires_at)
            values (@name, @hash, @rights, @queues, @hosts, @createdAt, @expiresAt)
            on conflict (name) do nothing
            """;
        var values = new
        {
            name = token.Name,
            hash = token.Hash,
            rights = (int)token.Rights,
            queues = string.Join(ApiTokenRow.Separator, token.Queues),
            hosts = string.Join(ApiTokenRow.Separator, token.Hosts),
            createdAt = token.CreatedAt.ToUnixTimeMilliseconds(),
            expiresAt = token.ExpiresAt?.ToUnixTimeMilliseconds(),
        };
        return await connections.WriteOneAsync(insert, values, cancellationToken) > 0;
    }

    public Task<ApiToken?> RotateAsync(string name, string hash, DateTimeOffset previousUntil, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            async connection =>
            {
                // The right-hand sides refer to the row before the update.
                const string rotate = """
                    update api_token set previous_hash = hash, previous_until = @until, hash = @hash where name = @name and hash <> @hash
                    """;
                await connection.ExecuteAsync(rotate, new { name, hash, until = previousUntil.ToUnixTimeMilliseconds() }, cancellationToken);
                var row = await connection.QuerySingleOrDefaultAsync<ApiTokenRow>($"{ApiTokenRow.Select} where name = @name", new { name }, cancellationToken);
                return row?.ToToken();
            },
            cancellationToken);

    public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection =>
        {
            var removed = await connection.ExecuteAsync("delete from api_token where name = @name", new { name }, cancellationToken);
            await connection.ExecuteAsync("delete from api_token_use where name = @name", new { name }, cancellationToken);
            return removed > 0;
        },
        cancellationToken);

    public Task UsedAsync(string name, DateTimeOffset time, CancellationToken cancellationToken)
    {
        const string used = """
            insert into api_token_use (name, last_used_at) values (@name, @time)
            on conflict (name) do update set last_used_at = excluded.last_used_at where excluded.last_used_at > api_token_use.last_used_at
            """;
        return connections.WriteOneAsync(used, new { name, time = time.ToUnixTimeMilliseconds() }, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> LastUsesAsync(CancellationToken cancellationToken)
    {
        var rows = await connections.QueryAsync<(string Name, long Time)>("select name, last_used_at from api_token_use", null, cancellationToken);
        return rows.ToDictionary(row => row.Name, row => DateTimeOffset.FromUnixTimeMilliseconds(row.Time), StringComparer.Ordinal);
    }
}
