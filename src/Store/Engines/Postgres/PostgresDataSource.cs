using System.Globalization;
using Npgsql;

namespace BusQStash.Store.Engines.Postgres;

/// <summary>Makes the pool of connections the ledger works on.</summary>
internal static class PostgresDataSource
{
    /// <summary>The schema that holds everything of ours.</summary>
    public const string Schema = "busqstash";

    // The hot paths have about forty distinct statements; a statement is worth preparing from its second use.
    private const int PreparedStatements = 100;

    // A process that stands still in the middle of a transaction (frozen, swapped out, its machine paused) would hold its locks until it goes on, and with them
    // everybody whose group has one row in common with it. Ours never wait for anything but the processor between two statements.
    private const string Stalled = "-c idle_in_transaction_session_timeout=2000";

    // The server compiles what it believes costly to machine code, anew at every execution, which takes longer than any of our statements. To the hot path's
    // plans it would do that always, as it puts an immense cost on what is switched off there, even where there is no other way.
    private const string NotCompiled = "-c jit=off";

    // Tables that are empty now and large later (due, outbox) would be scanned by plans made while they were empty.
    private const string Options = $"{Stalled} {NotCompiled} -c plan_cache_mode=force_custom_plan";

    // Accepting and settling name their rows by key, so one plan is right for ever, as long as it uses the index; planning anew costs more than executing.
    private const string HotPathOptions =
        $"{Stalled} {NotCompiled} -c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    /// <summary>Key of the services that work on connections for accepting and settling alone.</summary>
    public const string HotPath = "hot path";

    /// <summary>Key of the connection for heartbeats alone.</summary>
    public const string Heartbeat = "heartbeat";

    // Seconds. A host that is gone sends no end of a connection: the system asks it after so long, so often, and gives the connection up some seconds later.
    private const int AskAfter = 5;
    private const int AskEvery = 1;

    // Milliseconds. A statement that is called off is not waited for longer: over a connection nobody answers on, stopping would take seconds for each.
    private const int CancellationLimit = 500;

    // Accepting and settling take milliseconds, a batch of the largest size some seconds; what has no answer by then has lost its connection, and is repeated over another.
    private const int HotPathLimit = 20;

    // A heartbeat without an answer is left behind, and the next must not wait for what others hang on.
    private const int HeartbeatLimit = 2;

    // Seconds. Of several servers, one that was found to be gone, or a standby, is asked again this soon: it may have been promoted meanwhile.
    private const int AskServerAgainAfter = 1;

    // So many people at once; more of them wait.
    private const int ReadConnections = 4;

    /// <summary>Connections for everything: each statement is planned for the values it comes with.</summary>
    public static NpgsqlDataSource Create(string connectionString) => Build(Settings(connectionString, Options));

    /// <summary>Connections for statements that find their rows by key: each is planned once.</summary>
    public static NpgsqlDataSource CreateForHotPath(string connectionString)
    {
        var settings = Settings(connectionString, HotPathOptions);
        settings.CommandTimeout = settings.ShouldSerialize("Command Timeout") ? settings.CommandTimeout : HotPathLimit;
        return Build(settings);
    }

    /// <summary>Connections for those who only look (see <see cref="Sql.ReadPool"/>).</summary>
    public static NpgsqlDataSource CreateForReads(string connectionString)
    {
        var limit = string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={Sql.ReadPool.StatementLimit.TotalMilliseconds}");
        var settings = Settings(connectionString, $"{Options} {limit}");
        settings.MinPoolSize = 0;
        settings.MaxPoolSize = ReadConnections;
        return Build(settings);
    }

    /// <summary>A connection for heartbeats, which gives up soon.</summary>
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

    /// <summary>The settings of all our connections; what the operator's text says has the last word.</summary>
    internal static NpgsqlConnectionStringBuilder Settings(string connectionString, string options)
    {
        var settings = new NpgsqlConnectionStringBuilder(Checked(connectionString))
        {
            SearchPath = Schema,
            MaxAutoPrepare = PreparedStatements,
            AutoPrepareMinUsages = 2,

            // We leave nothing behind in a session; resetting it costs six statements per transaction.
            NoResetOnClose = true,
        };
        ChooseServers(settings);
        // Official images of .NET have no Kerberos, and looking for it writes two lines of complaint before our first.
        settings.GssEncryptionMode = settings.ShouldSerialize("GSS Encryption Mode") ? settings.GssEncryptionMode : GssEncryptionMode.Disable;
        settings.ApplicationName ??= "BusQStash";

        // What the operator asks for has the last word.
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

    // The ledger is written to at every step, and what a standby tells may be old.
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

    // Npgsql names the word it does not know but not the setting. The password must not end up in a log, so the text is not repeated.
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
