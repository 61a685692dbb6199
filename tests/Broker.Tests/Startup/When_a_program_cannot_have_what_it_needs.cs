using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Processes;
using BusQStash.Testing.Programs;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Startup;

/// <summary>What an operator reads when something is wrong: one line that names the cause and the remedy, exit code 1, no stack trace.</summary>
public sealed class When_a_program_cannot_have_what_it_needs(TestBed bed)
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=a;Password=secret;Database=c", "Nothing listens where PostgreSQL at 127.0.0.1:1 should be", "check Host and Port in ConnectionStrings:Postgres")]
    [InlineData("Host=nosuch.invalid;Username=a;Password=secret", "The host 'nosuch.invalid' of ConnectionStrings:Postgres is not known", "Check the name")]
    public async Task An_address_of_the_database_that_is_wrong(string text, string cause, string remedy) =>
        await AssertRefusedAsync(new() { [SettingNames.Postgres] = text }, cause, remedy);

    [Fact]
    public async Task A_database_that_is_not_there()
    {
        await using var database = await bed.Database.CreateAsync();
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Database = "nosuch" }.ConnectionString;

        await AssertRefusedAsync(new() { [SettingNames.Postgres] = text }, "has no database 'nosuch'", "Create it (createdb nosuch)");
    }

    [Fact]
    public async Task A_user_the_database_does_not_know()
    {
        await using var database = await bed.Database.CreateAsync();
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "nosuch", Password = "secret" }.ConnectionString;

        await AssertRefusedAsync(new() { [SettingNames.Postgres] = text }, "refused user 'nosuch'", "ConnectionStrings:Postgres");
    }

    [Fact]
    public async Task A_user_of_the_database_who_may_not_make_the_schema()
    {
        await using var database = await bed.Database.CreateAsync();
        var text = await WithPoorUserAsync(database.ConnectionString);

        await AssertRefusedAsync(new() { [SettingNames.Postgres] = text }, "make the schema busqstash", "grant create on database");
    }

    [Fact]
    public async Task A_database_that_offers_no_TLS()
    {
        await using var database = await bed.Database.CreateAsync();
        var text = new NpgsqlConnectionStringBuilder(database.ConnectionString) { SslMode = SslMode.Require }.ConnectionString;

        await AssertRefusedAsync(new() { [SettingNames.Postgres] = text }, "do not agree about TLS", "Set SSL Mode in ConnectionStrings:Postgres");
    }

    [Theory]
    [InlineData(SettingNames.DataDirectory, "/proc/busqstash", "The ledger cannot be kept in /proc/busqstash", "set BusQStash__DataDirectory to another folder")]
    [InlineData(SettingNames.Urls, "nonsense", "Invalid url: 'nonsense'", "Write it as http://127.0.0.1:8080")]
    [InlineData(SettingNames.Urls, "http://192.0.2.1:8080", "asks for an address this machine does not give", "ASPNETCORE_URLS")]
    [InlineData(SettingNames.Urls, "http://127.0.0.1:99999", "names a port that is not a number from 0 to 65535", "ASPNETCORE_URLS")]
    [InlineData("Logging__LogLevel__Default", "Loud", "'Loud' is not supported", "below Logging:LogLevel")]
    [InlineData("Kestrel__Certificates__Default__Path", "/nosuch.pfx", "Could not find file '/nosuch.pfx'", "check Kestrel:Certificates")]
    [InlineData("Kestrel__Certificates__Default__Path", "/etc/passwd", "The certificate for https cannot be read", "Check file and password in Kestrel:Certificates")]
    [InlineData("BusQStash__Store__FinishedRetention", "soon", "'soon' at 'BusQStash:Store:FinishedRetention'", "")]
    [InlineData("BusQStash__Store__FinishedRetention", "00:00:00", "A setting below BusQStash:Store makes no sense: FinishedRetention", "must be between")]
    public async Task A_setting_that_makes_no_sense(string setting, string value, string cause, string remedy) =>
        await AssertRefusedAsync(new() { [setting] = value }, cause, remedy);

    [Fact]
    public async Task A_file_of_settings_that_is_no_JSON()
    {
        using var folder = TemporaryFolder.Create();
        await File.WriteAllTextAsync(folder.Combine("appsettings.json"), "{ \"BusQStash\": ", TestContext.Current.CancellationToken);

        await AssertRefusedAsync(new() { ["ASPNETCORE_CONTENTROOT"] = folder.FullPath }, "Failed to load configuration from file", "appsettings.json");
    }

    [Fact]
    public async Task A_file_that_is_no_ledger()
    {
        using var folder = TemporaryFolder.Create();
        await File.WriteAllTextAsync(folder.Combine("busqstash.db"), new string('x', 4096), TestContext.Current.CancellationToken);

        await AssertRefusedAsync(new() { [SettingNames.DataDirectory] = folder.FullPath }, "is no ledger, or is damaged", "Put a backup in its place");
    }

    /// <summary>An Api starts without its broker, and says once why it has none.</summary>
    [Theory]
    [InlineData("amqp://a:secret@127.0.0.1:1", "Nothing listens where RabbitMQ at 127.0.0.1:1 should be")]
    [InlineData("amqp://a:secret@nosuch.invalid", "The host 'nosuch.invalid' of ConnectionStrings:RabbitMq is not known")]
    public async Task A_broker_that_is_not_there_is_told_of(string url, string cause)
    {
        await using var api = await StartAsync(url);

        await AssertTellsAsync(api, cause);
    }

    [Fact]
    public async Task A_wrong_password_of_the_broker_is_told_as_one()
    {
        await using var virtualHost = await bed.Broker.CreateVirtualHostAsync();
        await using var api = await StartAsync(new UriBuilder(virtualHost.Url) { Password = "wrong" }.Uri.ToString());

        await AssertTellsAsync(api, "refused user '");
    }

    [Fact]
    public async Task A_virtual_host_that_is_not_there_is_told_as_one()
    {
        await using var virtualHost = await bed.Broker.CreateVirtualHostAsync();
        await using var api = await StartAsync(new UriBuilder(virtualHost.Url) { Path = "nosuch" }.Uri.ToString());

        await AssertTellsAsync(api, "refused virtual host 'nosuch'");
    }

    [Fact]
    public async Task TLS_where_the_broker_speaks_plain_is_told()
    {
        await using var virtualHost = await bed.Broker.CreateVirtualHostAsync();
        var plain = new Uri(virtualHost.Url);
        await using var api = await StartAsync(new UriBuilder(virtualHost.Url) { Scheme = "amqps", Port = plain.Port }.Uri.ToString());

        await AssertTellsAsync(api, "amqp or amqps");
    }

    private static async Task<BusQStashProcess> StartAsync(string broker) => await BusQStashProcess.StartApiAsync(new Dictionary<string, string>
    {
        [SettingNames.RabbitMq] = broker,
        [SettingNames.Token] = "token-of-the-tests",
    });

    private static async Task AssertTellsAsync(BusQStashProcess api, string cause)
    {
        await Eventually.TrueAsync(
            () => api.Output.Lines.Any(line => line.Contains("The broker does not accept commands (Unreachable)", StringComparison.Ordinal)), "a line about the broker");
        Assert.Contains(api.Output.Lines, line => line.Contains("(Unreachable)", StringComparison.Ordinal) && line.Contains(cause, StringComparison.Ordinal));
        AssertNoTrace(api);
    }

    private static async Task AssertRefusedAsync(Dictionary<string, string> settings, string cause, string remedy)
    {
        await using var process = new BusQStashProcess(BusQStashProgram.Api, new Dictionary<string, string>(settings) { [SettingNames.Token] = "token-of-the-tests" });
        await process.LaunchAsync();
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        await Eventually.TrueAsync(() => process.Output.Lines.Any(line => line.StartsWith("BusQStash did not start: ", StringComparison.Ordinal)), "its last line");
        var line = Assert.Single(process.Output.Lines, line => line.StartsWith("BusQStash did not start: ", StringComparison.Ordinal));
        Assert.Contains(cause, line, StringComparison.Ordinal);
        Assert.Contains(remedy, line, StringComparison.Ordinal);
        AssertNoTrace(process);
    }

    private static void AssertNoTrace(BusQStashProcess process)
    {
        Assert.DoesNotContain(process.Output.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", process.Output.ToString(), StringComparison.Ordinal);
    }

    private static async Task<string> WithPoorUserAsync(string connectionString)
    {
        var name = $"user_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand($"create user {name} password 'right'");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(connectionString) { Username = name, Password = "right" }.ConnectionString;
    }
}
