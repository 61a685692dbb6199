using System.Data.Common;
using BusQStash.Store.Sql;
using Dapper;

namespace BusQStash.Store.Signing;

/// <summary>Stores the signing keys as two settings, in SQL common to both engines.</summary>
internal sealed class SqlSigningKeys(IConnectionSource connections) : ISigningKeys
{
    private const string CurrentName = "signing_key_current";
    private const string NextName = "signing_key_next";

    public async Task<SigningKeys> GetOrCreateAsync(SigningKeys initial, CancellationToken cancellationToken) =>
        await FindAsync(cancellationToken) ?? await connections.WriteAsync(
            async connection =>
            {
                // Of two concurrent first starts, the second waits here for the first and then finds its keys.
                await InsertAsync(connection, CurrentName, initial.Current, cancellationToken);
                await InsertAsync(connection, NextName, initial.Next, cancellationToken);
                return (await ReadAsync(connection, cancellationToken))!;
            },
            cancellationToken);

    public async Task<SigningKeys?> FindAsync(CancellationToken cancellationToken)
    {
        await using var connection = await connections.OpenAsync(cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    public Task<SigningKeys> RotateAsync(string newNext, CancellationToken cancellationToken) => connections.WriteAsync(
        async connection =>
        {
            // Lock first and read in the next statement, so that concurrent rotations run one after the other.
            await SetAsync(connection, "update setting set value = value where name = @name", CurrentName, "", cancellationToken);
            var keys = await ReadAsync(connection, cancellationToken)
                ?? throw new InvalidOperationException("There are no signing keys to rotate yet.");

            const string update = "update setting set value = @value where name = @name";
            await SetAsync(connection, update, CurrentName, keys.Next, cancellationToken);
            await SetAsync(connection, update, NextName, newNext, cancellationToken);
            return new SigningKeys(keys.Next, newNext);
        },
        cancellationToken);

    private static Task<int> InsertAsync(DbConnection connection, string name, string value, CancellationToken cancellationToken) =>
        SetAsync(
            connection,
            "insert into setting (name, value) values (@name, @value) on conflict (name) do nothing",
            name,
            value,
            cancellationToken);

    private static Task<int> SetAsync(DbConnection connection, string sql, string name, string value, CancellationToken cancellationToken) =>
        connection.ExecuteAsync(sql, new { name, value }, cancellationToken);

    private static async Task<SigningKeys?> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<(string Name, string Value)>(
            "select name, value from setting where name in (@current, @next)",
            new { current = CurrentName, next = NextName },
            cancellationToken);
        var values = rows.ToDictionary(row => row.Name, row => row.Value);
        return values.TryGetValue(CurrentName, out var current) && values.TryGetValue(NextName, out var next)
            ? new SigningKeys(current, next)
            : null;
    }
}
