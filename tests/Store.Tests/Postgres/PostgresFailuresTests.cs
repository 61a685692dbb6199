using System.Net.Sockets;
using BusQStash.Store.Engines.Postgres;
using Npgsql;
using Xunit;

namespace BusQStash.Store.Tests.Postgres;

/// <summary>What is said of a server that cannot be used; programs that meet one are in Broker.Tests.</summary>
public sealed class PostgresFailuresTests
{
    private const string Address = "Host=db;Port=5433;Username=me;Password=secret;Database=busq";

    [Theory]
    [InlineData("28P01", "PostgreSQL at db:5433 refused user 'me': wrong password, or no such user. Check Username and Password in ConnectionStrings:Postgres.")]
    [InlineData("28000", "PostgreSQL at db:5433 refused user 'me': why. Check ConnectionStrings:Postgres, and pg_hba.conf of the server.")]
    [InlineData("53300", "PostgreSQL at db:5433 has no connection left: why. Raise its max_connections, or set Maximum Pool Size in ConnectionStrings:Postgres.")]
    [InlineData("53100", "PostgreSQL at db:5433 has no room left on its disk: why.")]
    [InlineData("25006", "PostgreSQL at db:5433 takes no writes: why. It may be a standby; name the primary in ConnectionStrings:Postgres.")]
    [InlineData("57P03", "PostgreSQL at db:5433 is starting or stopping: why. Start again when it is up.")]
    [InlineData("XX000", "PostgreSQL at db:5433 refused: why (XX000).")]
    public void An_answer_of_the_server_is_told_with_what_to_do(string state, string sentence) =>
        Assert.Equal(sentence, PostgresFailures.Explain(new PostgresException("why", "FATAL", "FATAL", state), Address));

    [Theory]
    [InlineData(SocketError.TimedOut, "does not answer: a firewall may drop the connection")]
    [InlineData(SocketError.NetworkUnreachable, "cannot be reached")]
    [InlineData(SocketError.TryAgain, "The host 'db' of ConnectionStrings:Postgres is not known")]
    public void A_fault_of_the_network_is_told_with_what_to_do(SocketError error, string part) =>
        Assert.Contains(part, PostgresFailures.Explain(new NpgsqlException("x", new SocketException((int)error)), Address), StringComparison.Ordinal);

    [Fact]
    public void An_error_of_our_own_is_not_explained_away() => Assert.Null(PostgresFailures.Explain(new InvalidOperationException("x"), Address));
}
