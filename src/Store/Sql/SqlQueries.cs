using System.Data.Common;
using Dapper;

namespace BusQStash.Store.Sql;

/// <summary>Runs single statements through Dapper with named parameters. The token is required: without one, a statement continues after its caller has gone.</summary>
internal static class SqlQueries
{
    extension(DbConnection connection)
    {
        /// <summary>Returns all rows of a query.</summary>
        public Task<IEnumerable<T>> QueryAsync<T>(string sql, object? values, CancellationToken cancellationToken) =>
            connection.QueryAsync<T>(Command(sql, values, cancellationToken));

        /// <summary>Returns the only row of a query, or the default value.</summary>
        public Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? values, CancellationToken cancellationToken) =>
            connection.QuerySingleOrDefaultAsync<T>(Command(sql, values, cancellationToken));

        /// <summary>Returns the first column of the first row, or the default value.</summary>
        public Task<T?> ExecuteScalarAsync<T>(string sql, object? values, CancellationToken cancellationToken) =>
            connection.ExecuteScalarAsync<T>(Command(sql, values, cancellationToken));

        /// <summary>Executes a statement; returns the number of rows it changed.</summary>
        public Task<int> ExecuteAsync(string sql, object? values, CancellationToken cancellationToken) =>
            connection.ExecuteAsync(Command(sql, values, cancellationToken));
    }

    extension(IConnectionSource connections)
    {
        /// <summary>Returns all rows of a query on a connection of its own.</summary>
        public async Task<IEnumerable<T>> QueryAsync<T>(string sql, object? values, CancellationToken cancellationToken)
        {
            await using var connection = await connections.OpenAsync(cancellationToken);
            return await connection.QueryAsync<T>(sql, values, cancellationToken);
        }

        /// <summary>Returns the only row of a query on a connection of its own, or the default value.</summary>
        public async Task<T?> QuerySingleOrDefaultAsync<T>(string sql, object? values, CancellationToken cancellationToken)
        {
            await using var connection = await connections.OpenAsync(cancellationToken);
            return await connection.QuerySingleOrDefaultAsync<T>(sql, values, cancellationToken);
        }

        /// <summary>Returns the first column of the first row of a query on a connection of its own, or the default value.</summary>
        public async Task<T?> ExecuteScalarAsync<T>(string sql, object? values, CancellationToken cancellationToken)
        {
            await using var connection = await connections.OpenAsync(cancellationToken);
            return await connection.ExecuteScalarAsync<T>(sql, values, cancellationToken);
        }

        /// <summary>Executes a single writing statement (<see cref="IConnectionSource.WriteOneAsync"/>); returns the number of rows it changed.</summary>
        public Task<int> WriteOneAsync(string sql, object? values, CancellationToken cancellationToken) =>
            connections.WriteOneAsync(connection => connection.ExecuteAsync(sql, values, cancellationToken), cancellationToken);
    }

    private static CommandDefinition Command(string sql, object? values, CancellationToken cancellationToken) => new(sql, values, cancellationToken: cancellationToken);
}
