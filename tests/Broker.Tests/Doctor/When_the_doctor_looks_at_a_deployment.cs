using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Doctor;

/// <summary>A real Api and worker, a broker of their own that is spoilt in many ways, and a database.</summary>
public sealed class When_the_doctor_looks_at_a_deployment(When_the_doctor_looks_at_a_deployment.Setup setup) : IClassFixture<When_the_doctor_looks_at_a_deployment.Setup>
{
    private const string Management = "BusQStash__Broker__Management__";

    private static readonly string[] Told = ["max-length=5", "message-ttl=60000", "expires=600000000"];

    [Fact]
    public async Task One_in_order_has_nothing_wrong_and_is_as_it_was_before()
    {
        var before = await setup.TracesAsync();
        var answer = (await DoctorCall.ReportAsync(setup.Settings())).AssertOnly();

        Assert.Equal((0, "ok", false), (answer.ExitCode, answer.State, answer.LeftFiles));
        Assert.Equal(
            ["ledger", "ledger.schema", "ledger.rights", "ledger.durability", "ledger.clock", "broker", "broker.rights", "broker.marker", "broker.policies", "broker.members", "broker.clock",
                "processes.workers", "processes.versions", "processes.settings", "token", "destinations", "files", "zones"],
            answer.Items.Select(item => item.Name));
        Assert.Equal("2 workers are at work.", answer.TextOf("processes.workers"));
        Assert.Equal(before, await setup.TracesAsync());
    }

    [Fact]
    public async Task A_policy_that_takes_commands_away_is_an_error_that_names_every_way()
    {
        await setup.Broker.ControlAsync("set_policy", "spoiler", "^busqstash-", """{"max-length":5,"message-ttl":60000,"expires":600000000}""");
        try
        {
            // Queues take a policy over one after the other.
            DoctorAnswer? answer = null;
            await Eventually.TrueAsync(
                async () => Told.All((answer = await DoctorCall.ReportAsync(setup.Settings())).TextOf("broker.policies").Contains), "the policy to be told");
            Assert.Equal(2, answer!.AssertOnly(("broker.policies", "fail")).ExitCode);
            Assert.StartsWith("Policy spoiler applies to busqstash-", answer.TextOf("broker.policies"), StringComparison.Ordinal);
        }
        finally
        {
            await setup.Broker.ControlAsync("clear_policy", "spoiler");
            await Eventually.TrueAsync(async () => (await DoctorCall.ReportAsync(setup.Settings())).State == "ok", "the policy to be gone");
        }
    }

    [Fact]
    public async Task A_user_that_may_too_little_is_an_error_and_what_it_may_not_see_is_said()
    {
        await setup.Broker.ControlAsync("add_user", "poor", "poor");
        await setup.Broker.ControlAsync("set_permissions", "poor", "^$", "^BusQStash", "^busqstash-");
        var settings = setup.Settings();
        settings[SettingNames.RabbitMq] = new UriBuilder(setup.Broker.Url) { UserName = "poor", Password = "poor" }.Uri.ToString();
        settings[$"{Management}UserName"] = "poor";
        settings[$"{Management}Password"] = "poor";

        var answer = (await DoctorCall.ReportAsync(settings)).AssertOnly(("broker.rights", "fail"), ("broker.policies", "unknown"));
        Assert.Equal(
            "The user lacks: configure on busqstash-*, write on busqstash-*, configure on BusQStash.Contracts*, read on BusQStash.Contracts*.", answer.TextOf("broker.rights"));
        Assert.Contains("refuses the user", answer.TextOf("broker.policies"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_management_api_the_rest_is_looked_at_and_the_exit_code_is_0()
    {
        var settings = setup.Settings();
        settings[$"{Management}Url"] = $"http://127.0.0.1:{FreePorts.One()}";
        var answer = (await DoctorCall.ReportAsync(settings)).AssertOnly(("broker.policies", "unknown"));
        Assert.Equal((0, "ok"), (answer.ExitCode, answer.State));
    }

    [Fact]
    public async Task A_broker_that_knows_nothing_of_the_ledger_is_a_warning()
    {
        await setup.Broker.Management.CreateVirtualHostAsync("empty");
        var settings = setup.Settings();
        settings[SettingNames.RabbitMq] = new UriBuilder(setup.Broker.Url) { Path = "empty" }.Uri.ToString();
        Assert.Equal(1, (await DoctorCall.ReportAsync(settings)).AssertOnly(("broker.marker", "warn")).ExitCode);
        Assert.Empty(await setup.Broker.Management.QueuesAsync("empty"));
    }

    [Fact]
    public async Task A_broker_and_a_ledger_that_are_away_are_findings_beside_the_others()
    {
        var settings = setup.Settings();
        settings[SettingNames.RabbitMq] = $"amqp://127.0.0.1:{FreePorts.One()}";
        Assert.Equal(2, (await DoctorCall.ReportAsync(settings)).AssertOnly(("broker", "fail")).ExitCode);

        settings[SettingNames.Postgres] = $"Host=127.0.0.1;Port={FreePorts.One()};Username=nobody;Password=secret-word";
        var answer = (await DoctorCall.ReportAsync(settings)).AssertOnly(("ledger", "fail"), ("broker", "fail"));
        Assert.Equal((2, "fail"), (answer.ExitCode, answer.State));
        Assert.DoesNotContain("secret-word", answer.Output + answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_with_another_setting_is_a_warning_that_names_both_values_and_no_secret()
    {
        await using var odd = await setup.Deployment.AddWorkerAsync(new Dictionary<string, string>
        {
            [SettingNames.BackoffFactor] = "9", ["BusQStash__Apis__llm__Url"] = "https://llm.example/", ["BusQStash__Apis__llm__Headers__Authorization"] = "Bearer hidden-key",
        });
        DoctorAnswer? answer = null;
        await Eventually.TrueAsync(
            async () => (answer = await DoctorCall.ReportAsync(setup.Settings())).Items.Any(item => item.State == "warn"), "the worker to have said its settings");

        answer!.AssertOnly(("processes.settings", "warn"), ("processes.settings", "warn"), ("processes.settings", "warn"));
        var texts = answer.Items.Where(item => item.Name == "processes.settings").Select(item => item.Text).ToList();
        Assert.Contains(texts, text => text.StartsWith("BusQStash__Retry__BackoffFactor differs", StringComparison.Ordinal) && text.Contains("; 9 (process ", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.StartsWith("BusQStash__Apis__llm__Url differs", StringComparison.Ordinal) && text.Contains("not set (process ", StringComparison.Ordinal));
        Assert.DoesNotContain("hidden-key", answer.Output, StringComparison.Ordinal);
        Assert.Equal(0, await odd.TerminateAsync());
    }

    [Fact]
    public async Task A_database_user_that_may_too_little_is_an_error()
    {
        await setup.SqlAsync("create role poor login password 'poor'");
        await setup.SqlAsync("grant usage on schema busqstash to poor; grant select on all tables in schema busqstash to poor; revoke select on busqstash.due from poor");
        var settings = setup.Settings();
        settings[SettingNames.Postgres] = new NpgsqlConnectionStringBuilder(setup.Deployment.DatabaseConnectionString) { Username = "poor", Password = "poor" }.ConnectionString;
        try
        {
            var answer = (await DoctorCall.ReportAsync(settings)).AssertOnly(("ledger.rights", "fail"));
            Assert.StartsWith("The program lacks: create on schema busqstash, ", answer.TextOf("ledger.rights"), StringComparison.Ordinal);
        }
        finally
        {
            await setup.SqlAsync("drop owned by poor; drop role poor");
        }
    }

    [Fact]
    public async Task A_database_that_takes_no_writes_or_loses_them_in_a_crash_is_told()
    {
        var answer = (await LookAsync("-c default_transaction_read_only=on")).AssertOnly(("ledger", "fail"));
        Assert.Contains("only reads", answer.TextOf("ledger"), StringComparison.Ordinal);

        answer = (await LookAsync("-c synchronous_commit=off")).AssertOnly(("ledger.durability", "warn"));
        Assert.Contains("synchronous_commit=off", answer.TextOf("ledger.durability"), StringComparison.Ordinal);

        Task<DoctorAnswer> LookAsync(string options)
        {
            var settings = setup.Settings();
            settings[SettingNames.Postgres] = new NpgsqlConnectionStringBuilder(setup.Deployment.DatabaseConnectionString) { Options = options }.ConnectionString;
            return DoctorCall.ReportAsync(settings);
        }
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_an_error_and_none_at_all_is_not()
    {
        await setup.SqlAsync("insert into busqstash.schema_version (version) values (999999)");
        try
        {
            (await DoctorCall.ReportAsync(setup.Settings())).AssertOnly(("ledger.schema", "fail"));
        }
        finally
        {
            await setup.SqlAsync("delete from busqstash.schema_version where version = 999999");
        }

        await using var empty = await setup.Bed.Database.CreateAsync();
        var settings = setup.Settings();
        settings[SettingNames.Postgres] = empty.ConnectionString;
        Assert.Contains("There is no schema yet", (await DoctorCall.ReportAsync(settings)).AssertOnly().TextOf("ledger.schema"), StringComparison.Ordinal);
        Assert.Equal(0L, await Setup.ScalarAsync(empty.ConnectionString, "select count(*) from pg_namespace where nspname = 'busqstash'"));
    }

    [Fact]
    public async Task A_schedule_in_a_zone_this_machine_does_not_know_is_an_error()
    {
        await setup.Deployment.Calls.ScheduleAsync("elsewhere", "CRON_TZ=Europe/Berlin 0 9 1 1 *", "https://example.com/", "");
        await setup.SqlAsync("update busqstash.schedule set cron = 'CRON_TZ=Mars/Olympus 0 9 1 1 *' where schedule_id = 'elsewhere'");
        try
        {
            Assert.Contains("Mars/Olympus", (await DoctorCall.ReportAsync(setup.Settings())).AssertOnly(("zones", "fail")).TextOf("zones"), StringComparison.Ordinal);
        }
        finally
        {
            await setup.SqlAsync("delete from busqstash.schedule where schedule_id = 'elsewhere'");
        }
    }

    [Fact]
    public async Task Tokens_and_reach_that_invite_others_are_told_and_so_is_what_would_stop_the_start()
    {
        var settings = setup.Settings();
        settings[SettingNames.Token] = "short";
        settings[SettingNames.AllowPrivateNetworks] = "true";
        Assert.Equal(1, (await DoctorCall.ReportAsync(settings)).AssertOnly(("token", "warn"), ("destinations", "warn")).ExitCode);

        settings[SettingNames.Token] = BusQStashProcess.DevelopmentToken;
        settings[SettingNames.AllowPrivateNetworks] = "false";
        Assert.Equal(2, (await DoctorCall.ReportAsync(settings)).AssertOnly(("token", "fail"), ("signing.keys", "warn")).ExitCode);

        settings[SettingNames.Token] = DoctorCall.StrongToken;
        settings["BusQStash__Store__FinishedRetention"] = "-1";
        Assert.Contains("The program will not start", (await DoctorCall.ReportAsync(settings)).AssertOnly(("settings", "fail")).TextOf("settings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_people_it_is_a_table_with_what_to_do()
    {
        var settings = setup.Settings();
        settings[SettingNames.Token] = "short";
        var answer = await DoctorCall.RunAsync(settings);
        Assert.Equal(1, answer.ExitCode);
        Assert.Matches(@"(?m)^warning   token +BusQStash__Token is short or simple enough to be guessed\.\n +→ Make one of 32 random bytes", answer.Output);
        Assert.EndsWith("0 errors, 1 warnings, 0 not seen\n", answer.Output, StringComparison.Ordinal);
    }

    public sealed class Setup(TestBed bed) : IAsyncLifetime
    {
        internal TestBed Bed => bed;

        public PrivateBroker Broker { get; private set; } = null!;

        public Deployment Deployment { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Broker = await PrivateBroker.CreateAsync();
            Deployment = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 2, Amqp = Broker.Url });

            // A queue is at work, and the marker is there once the reconciler has looked.
            var queue = Deployment.NewQueue();
            await queue.EnqueueManyAsync(1);
            await queue.WaitUntilDoneAsync();
            DoctorAnswer? last = null;
            try
            {
                await Eventually.TrueAsync(async () => (last = await DoctorCall.ReportAsync(Settings())).State == "ok", "all to be well");
            }
            catch (TimeoutException)
            {
                last!.AssertOnly();
                throw;
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Deployment.DisposeAsync();
            await Broker.DisposeAsync();
        }

        /// <summary>The deployment's settings with a good token and public destinations, as somebody would run the doctor beside it.</summary>
        internal Dictionary<string, string?> Settings()
        {
            var management = new Uri(Broker.ManagementUrl);
            var user = management.UserInfo.Split(':');
            return new Dictionary<string, string?>
            {
                [SettingNames.Postgres] = Deployment.DatabaseConnectionString,
                [SettingNames.RabbitMq] = Broker.Url,
                [$"{Management}Url"] = $"{management.Scheme}://{management.Host}:{management.Port}",
                [$"{Management}UserName"] = Uri.UnescapeDataString(user[0]),
                [$"{Management}Password"] = Uri.UnescapeDataString(user[1]),
            };
        }

        internal async Task SqlAsync(string sql)
        {
            await using var source = NpgsqlDataSource.Create(Deployment.DatabaseConnectionString);
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        internal static async Task<object?> ScalarAsync(string connectionString, string sql)
        {
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var command = source.CreateCommand(sql);
            return await command.ExecuteScalarAsync();
        }

        /// <summary>What a look could have left behind: broker queues, registered processes, rows that say something of a process.</summary>
        internal async Task<string> TracesAsync()
        {
            var queues = (await Broker.Management.QueuesAsync("/")).Select(queue => queue.GetProperty("name").GetString()).Order(StringComparer.Ordinal);
            var rows = await ScalarAsync(
                Deployment.DatabaseConnectionString,
                "select (select count(*) from busqstash.instance) || ' ' || (select count(*) from busqstash.instance_detail) || ' ' || (select count(*) from busqstash.setting)");
            return $"{string.Join(' ', queues)} {rows}";
        }
    }
}
