using System.Data.Common;
using System.Text.Json;
using BusQStash.Store.Messages;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.UrlGroups;

/// <summary>URL groups in SQL common to both engines. Every change locks the group's row first, so concurrent changes run one after the other.</summary>
internal sealed class SqlUrlGroups(IConnectionSource connections) : IUrlGroups
{
    public async Task<UrlGroup?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        var group = await connection.QuerySingleOrDefaultAsync<UrlGroupRow>($"{UrlGroupRow.Select} where name = @name", new { name }, cancellationToken);
        if (group is null)
        {
            return null;
        }

        var endpoints = await EndpointsAsync(connection, name, cancellationToken);
        return group.With(endpoints.Select(endpoint => endpoint.ToEndpoint()));
    }

    public async Task<IReadOnlyList<Listed<string>>> ListAsync(CancellationToken cancellationToken)
    {
        const string list = """
            select g.name, cast(length(g.headers) + coalesce(e.bytes, 0) as bigint) from url_group g
            left join (select group_name, sum(length(url) + coalesce(length(name), 0)) as bytes from url_group_endpoint group by group_name) e
            on e.group_name = g.name
            order by g.name
            """;
        var rows = await connections.QueryAsync<(string Name, long Bytes)>(list, null, cancellationToken);
        return [.. rows.Select(row => new Listed<string>(row.Name, row.Bytes))];
    }

    public async Task<IReadOnlyList<UrlGroup>> ReadAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var byName = new KeysetFilter().In("name", "name", names);
        var ofGroup = new KeysetFilter().In("group_name", "name", names);
        await using var connection = await connections.OpenAsync(cancellationToken);
        var groups = (await connection.QueryAsync<UrlGroupRow>($"{UrlGroupRow.Select} {byName.Where}", byName.Parameters, cancellationToken))
            .ToDictionary(group => group.Name, StringComparer.Ordinal);
        var endpoints = (await connection.QueryAsync<UrlGroupEndpointRow>(
                $"{UrlGroupEndpointRow.Select} {ofGroup.Where} order by position", ofGroup.Parameters, cancellationToken))
            .ToLookup(endpoint => endpoint.GroupName, endpoint => endpoint.ToEndpoint());
        return [.. names.Where(groups.ContainsKey).Select(name => groups[name].With(endpoints[name]))];
    }

    public Task AddEndpointsAsync(
        string name, IReadOnlyList<UrlGroupEndpoint> endpoints, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            async connection =>
            {
                await TouchAsync(connection, name, now, cancellationToken);
                foreach (var endpoint in endpoints)
                {
                    await AddAsync(connection, name, endpoint, cancellationToken);
                }

                return true;
            },
            cancellationToken);

    public Task<bool> RemoveEndpointsAsync(
        string name, IReadOnlyList<UrlGroupEndpoint> endpoints, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            async connection =>
            {
                const string touch = "update url_group set updated_at = @now where name = @name";
                if (await ExecuteAsync(connection, touch, new { name, now = now.ToUnixTimeMilliseconds() }, cancellationToken) == 0)
                {
                    return false;
                }

                foreach (var endpoint in endpoints)
                {
                    const string remove = """
                        delete from url_group_endpoint
                        where group_name = @name and ((@url <> '' and url = @url) or name = @endpointName)
                        """;
                    var values = new { name, url = endpoint.Url, endpointName = endpoint.Name };
                    await ExecuteAsync(connection, remove, values, cancellationToken);
                }

                const string removeEmpty = """
                    delete from url_group where name = @name and not exists (select 1 from url_group_endpoint where group_name = @name)
                    """;
                await ExecuteAsync(connection, removeEmpty, new { name }, cancellationToken);
                return true;
            },
            cancellationToken);

    public Task SetHeadersAsync(
        string name, IReadOnlyDictionary<string, string> headers, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(
            async connection =>
            {
                await TouchAsync(connection, name, now, cancellationToken);
                var json = JsonSerializer.Serialize(new Dictionary<string, string>(headers), LedgerJson.Default.DictionaryStringString);
                return await ExecuteAsync(
                    connection, "update url_group set headers = @json where name = @name", new { name, json }, cancellationToken);
            },
            cancellationToken);

    public Task<bool> DeleteAsync(string name, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection =>
        {
            var deleted = await ExecuteAsync(connection, "delete from url_group where name = @name", new { name }, cancellationToken);
            await ExecuteAsync(connection, "delete from url_group_endpoint where group_name = @name", new { name }, cancellationToken);
            return deleted > 0;
        },
        cancellationToken);

    /// <summary>Creates the group if necessary and locks its row until the end of the transaction.</summary>
    private static Task<int> TouchAsync(DbConnection connection, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        ExecuteAsync(
            connection,
            """
            insert into url_group (name, created_at, updated_at) values (@name, @now, @now)
            on conflict (name) do update set updated_at = excluded.updated_at
            """,
            new { name, now = now.ToUnixTimeMilliseconds() },
            cancellationToken);

    private static async Task AddAsync(DbConnection connection, string name, UrlGroupEndpoint added, CancellationToken cancellationToken)
    {
        var known = await EndpointsAsync(connection, name, cancellationToken);
        var byUrl = known.Find(endpoint => endpoint.Url == added.Url);
        if (added.Name is { } endpointName && known.Find(endpoint => endpoint.Name == endpointName) is { } byName)
        {
            if (byUrl is not null && byUrl != byName)
            {
                // If the name moves to a URL that is already a member, one member with that URL remains: the named one.
                const string remove = "delete from url_group_endpoint where group_name = @name and url = @url";
                await ExecuteAsync(connection, remove, new { name, url = byUrl.Url }, cancellationToken);
            }

            const string move = "update url_group_endpoint set url = @url where group_name = @name and url = @oldUrl";
            await ExecuteAsync(connection, move, new { name, url = added.Url, oldUrl = byName.Url }, cancellationToken);
        }
        else if (byUrl is not null)
        {
            const string rename = "update url_group_endpoint set name = coalesce(@endpointName, name) where group_name = @name and url = @url";
            await ExecuteAsync(connection, rename, new { name, url = added.Url, endpointName = added.Name }, cancellationToken);
        }
        else
        {
            const string insert = """
                insert into url_group_endpoint (group_name, position, url, name) values (@name, @position, @url, @endpointName)
                """;
            var position = known.Count == 0 ? 1 : known[^1].Position + 1;
            var values = new { name, position, url = added.Url, endpointName = added.Name };
            await ExecuteAsync(connection, insert, values, cancellationToken);
        }
    }

    private static async Task<List<UrlGroupEndpointRow>> EndpointsAsync(
        DbConnection connection, string name, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<UrlGroupEndpointRow>($"{UrlGroupEndpointRow.Select} where group_name = @name order by position", new { name }, cancellationToken)).AsList();

    private static Task<int> ExecuteAsync(DbConnection connection, string sql, object values, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(sql, values, cancellationToken);
}
