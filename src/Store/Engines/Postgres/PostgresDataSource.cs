using System.Globalization;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Creates the connection pools of the ledger.</summary>
internal static class PostgresDataSource
{
    /// <summary>The schema that holds all tables of the ledger.</summary>
    public const string Schema = "busqstash";

    // The hot path has about forty distinct statements; a statement is worth preparing from its second use.
    private const int PreparedStatements = 100;

    // A process that stops in the middle of a transaction (frozen, swapped out, its machine paused) would hold its locks until it resumes, and block every group that shares a row
    // with it. Between two statements, a transaction of ours waits for nothing but the processor.
    private const string Stalled = "-c idle_in_transaction_session_timeout=2000";

    // The server compiles plans it estimates as costly, again at every execution, which takes longer than any of our statements. It would always compile the hot path's plans,
    // because it adds an immense cost for disabled plan types even when no alternative exists.
    private const string NotCompiled = "-c jit=off";

    // Tables that are empty now and large later (due, outbox) would be scanned by plans made while they were empty.
    private const string Options = $"{Stalled} {NotCompiled} -c plan_cache_mode=force_custom_plan";

    // Accepting and settling find their rows by key, so one plan stays right as long as it uses the index; planning again costs more than executing.
    private const string HotPathOptions =
        $"{Stalled} {NotCompiled} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    /// <summary>Key of the services that use the connections reserved for accepting and settling.</summary>
    public const string HotPath = "hot path";

    /// <summary>Key of the connection reserved for heartbeats.</summary>
    public const string Heartbeat = "heartbeat";

    // Seconds. A host that is gone does not close its connections: TCP keepalive probes them after this time, at this interval, and drops them some seconds later.
    private const int AskAfter = 5;
    private const int AskEvery = 1;

    // Milliseconds. Limits the wait for the cancellation of a statement: on a dead connection, stopping would otherwise take seconds for each.
    private const int CancellationLimit = 500;

    // Seconds. Accepting and settling take milliseconds, and a batch of the largest size a few seconds; a statement without an answer by then has lost its connection and is
    // retried on another.
    private const int HotPathLimit = 20;

    // Seconds. A heartbeat without an answer is abandoned, so that the next one does not wait for a connection that hangs.
    private const int HeartbeatLimit = 2;

    // Seconds. With several servers, one found to be down or a standby is checked again after this time, because it may have been promoted.
    private const int AskServerAgainAfter = 1;

    // Limit of concurrent reads for the dashboard; further reads wait.
    private const int ReadConnections = 4;

    /// <summary>Connections for general use: each statement is planned for its values.</summary>
    public static NpgsqlDataSource Create(string connectionString) => Build(Settings(connectionString, Options));

    /// <summary>Connections for statements that find their rows by key: each statement is planned once.</summary>
    public static NpgsqlDataSource CreateForHotPath(string connectionString)
    {
        var settings = Settings(connectionString, HotPathOptions);
        settings.CommandTimeout = settings.ShouldSerialize("Command Timeout") ? settings.CommandTimeout : HotPathLimit;
        return Build(settings);
    }

    /// <summary>Connections for reads by users (see <see cref="Sql.ReadPool"/>).</summary>
    public static NpgsqlDataSource CreateForReads(string connectionString)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={Sql.ReadPool.StatementLimit.TotalMilliseconds}");
        var settings = Settings(connectionString, $"{Options} {limit}");
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = ReadConnections;
        return Build(settings);
    }

    /// <summary>Connections for heartbeats, with a short timeout.</summary>
    public static NpgsqlDataSource CreateForHeartbeat(string connectionString)
    {
        var settings = Settings(connectionString, Options);
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = HeartbeatLimit + 1;
        settings.Timeout = HeartbeatLimit;
        settings.CommandTimeout = HeartbeatLimit;
        settings.CancellationTimeout = -1;
        return Build(settings);
    }

    /// <summary>Settings of all connections; values in the operator's connection string take precedence.</summary>
    internal static NpgsqlConnectionStringBuilder Settings(string connectionString, string options)
    {
        var settings = new NpgsqlConnectionStringBuilder(Checked(connectionString))
        {
            SearchPath = Schema,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,

            // Sessions keep no state, and resetting one costs six statements per transaction.
            NoResetOnClose = true,
        };
        ChooseServers(settings);
        // The official .NET images lack Kerberos, and probing for it prints two lines of errors before the first log line.
        settings.GssEncryptionMode = settings.ShouldSerialize("GSS Encryption Mode") ? settings.GssEncryptionMode : GssEncryptionMode.Disable;
        settings.ApplicationName ??= "BusQStash";

        // The operator's options take precedence.
        settings.Options = $"{options} {settings.Options}".TrimEnd();
        settings.CancellationTimeout = settings.ShouldSerialize("Cancellation Timeout") ? settings.CancellationTimeout : CancellationLimit;
        if (!settings.ShouldSerialize("TCP Keepalive"))
        {
            settings.TcpKeepAlive = true;
            settings.TcpKeepAliveTime = settings.ShouldSerialize("TCP Keepalive Time") ? settings.TcpKeepAliveTime : AskAfter;
            settings.TcpKeepAliveInterval = settings.ShouldSerialize("TCP Keepalive Interval") ? settings.TcpKeepAliveInterval : AskEvery;
        }

        return settings;
    }

    // The ledger is written at every step, and reads from a standby may be stale.
    private static void ChooseServers(NpgsqlConnectionStringBuilder settings)
    {
        var isGiven = settings.ShouldSerialize("Target Session Attributes");
        if (isGiven && settings.TargetSessionAttributes is not ("read-write" or "primary"))
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Postgres asks for servers that need not be the primary (Target Session Attributes). The ledger is written to: leave it out, or ask for read-write.");
        }

        if (settings.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            settings.TargetSessionAttributes = isGiven ? settings.TargetSessionAttributes : "read-write";
            settings.HostRecheckSeconds = settings.ShouldSerialize("Host Recheck Seconds") ? settings.HostRecheckSeconds : AskServerAgainAfter;
        }
    }

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString).UsePhysicalConnectionInitializer(WritableSession.Check, WritableSession.CheckAsync).Build();

    // Npgsql names the unknown keyword but not the setting. The connection string is not repeated, so that its password does not get into a log.
    private static string Checked(string connectionString)
    {
        try
        {
            _ = new NpgsqlConnectionStringBuilder(connectionString);
            return connectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Postgres is not a connection string of Npgsql. Write it as Host=…;Port=5432;Database=…;Username=…;Password=….", exception);
        }
    }
}
