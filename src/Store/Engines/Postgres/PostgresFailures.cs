using System.Net.Sockets;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Explains to the operator why PostgreSQL cannot be used and what to do. The text never contains a password.</summary>
internal static class PostgresFailures
{
    private const string Setting = "ConnectionStrings:Postgres";

    /// <summary>One or two sentences; <see langword="null"/> for an error that comes neither from the server nor from the network.</summary>
    public static string? Explain(Exception error, string connectionString)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        var server = $"PostgreSQL at {to.Host}:{to.Port}";
        for (var one = error; one is not null; one = one.InnerException)
        {
            if (ExplainOne(one, server, to) is { } text)
            {
                return text;
            }
        }

        return error is NpgsqlException ? $"{server} cannot be used: {error.Message}" : null;
    }

    private static string? ExplainOne(Exception error, string server, NpgsqlConnectionStringBuilder to) => error switch
    {
        PostgresException refused => Explain(refused, server, to),
        SocketException socket => Explain(socket, server, to),
        System.Security.Authentication.AuthenticationException tls =>
            $"The TLS certificate of {server} is not accepted: {tls.Message} Set Root Certificate, or SSL Mode, in {Setting}.",
        TimeoutException => $"{server} does not answer: a firewall may drop the connection, or the address is wrong. Check Host and Port in {Setting}.",
        NpgsqlException when error.Message.Contains("SSL", StringComparison.Ordinal) =>
            $"{server} and this process do not agree about TLS: {error.Message} Set SSL Mode in {Setting} to what the server offers.",
        NpgsqlException { InnerException: IOException } when error.Message.Contains("reading from stream", StringComparison.Ordinal) =>
            $"{server} closed the connection before it was open: is it PostgreSQL that listens there? Check Host and Port in {Setting}.",
        _ => null,
    };

    private static string Explain(PostgresException refused, string server, NpgsqlConnectionStringBuilder to) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword =>
            $"{server} refused user '{to.Username}': wrong password, or no such user. Check Username and Password in {Setting}.",
        PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"{server} refused user '{to.Username}': {refused.MessageText}. Check {Setting}, and pg_hba.conf of the server.",
        PostgresErrorCodes.InvalidCatalogName =>
            $"{server} has no database '{to.Database}'. Create it (createdb {to.Database}), or name another in {Setting}.",
        PostgresErrorCodes.InsufficientPrivilege =>
            $"{server} does not let user '{to.Username}' make the schema {PostgresDataSource.Schema}: {refused.MessageText}. Let it (grant create on database \"{to.Database}\" "
            + $"to \"{to.Username}\"), or start once as the owner.",
        PostgresErrorCodes.TooManyConnections =>
            $"{server} has no connection left: {refused.MessageText}. Raise its max_connections, or set Maximum Pool Size in {Setting}.",
        PostgresErrorCodes.DiskFull => $"{server} has no room left on its disk: {refused.MessageText}.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"{server} takes no writes: {refused.MessageText}. It may be a standby; name the primary in {Setting}.",
        PostgresErrorCodes.CannotConnectNow => $"{server} is starting or stopping: {refused.MessageText}. Start again when it is up.",
        _ => $"{server} refused: {refused.MessageText} ({refused.SqlState}).",
    };

    private static string Explain(SocketException socket, string server, NpgsqlConnectionStringBuilder to) => socket.SocketErrorCode switch
    {
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery =>
            $"The host '{to.Host}' of {Setting} is not known: {socket.Message}. Check the name, and the resolver of this machine.",
        SocketError.ConnectionRefused => $"Nothing listens where {server} should be: {socket.Message}. Start it, or check Host and Port in {Setting}.",
        SocketError.TimedOut => $"{server} does not answer: a firewall may drop the connection, or the address is wrong. Check Host and Port in {Setting}.",
        _ => $"{server} cannot be reached: {socket.Message}. Check Host and Port in {Setting}.",
    };
}
