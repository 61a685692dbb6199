using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Certificates;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

public sealed class When_the_broker_wants_tls(TestBed bed, TlsNode node) : IClassFixture<TlsNode>
{
    private const string NotTrusted = "was issued by nobody who is trusted";

    [Fact]
    public async Task Every_connection_goes_over_it_and_logs_in_with_its_certificate()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan
        {
            Amqp = node.Broker.Url(credentials: ""),
            Workers = 1,
            Settings = new Dictionary<string, string>
            {
                [SettingNames.BrokerCaFile] = node.CaFile,
                [SettingNames.BrokerClientCertificateFile] = node.Write("client.pfx", node.Authority.IssueForClientAsPfx(TlsNode.User, "pw")),
                [SettingNames.BrokerClientCertificatePassword] = "pw",
            },
        });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();
        await queue.EnqueueManyAsync(5);
        await system.Calls.PublishAsync(hook.Url, "once");
        await queue.WaitUntilDoneAsync();
        await hook.WaitForAsync(1);

        queue.Log.AssertInOrder().AssertComplete(5).AssertNoRepeats();
        using var management = node.Broker.ManagementOf(0);
        await Eventually.TrueAsync(async () => Names(await management.ConnectionsAsync("/")).Count >= 6, "the broker to list the connections");
        var connections = await management.ConnectionsAsync("/");
        Assert.Superset(
            new HashSet<string> { "busqstash consume", "busqstash commands", "busqstash hints", "busqstash events", "busqstash watch", "busqstash admin" },
            Names(connections));
        Assert.All(connections, connection =>
        {
            Assert.True(connection.GetProperty("ssl").GetBoolean());
            Assert.Matches("^tlsv1.[23]$", connection.GetProperty("ssl_protocol").GetString());
            Assert.Equal("EXTERNAL", connection.GetProperty("auth_mechanism").GetString());
            Assert.Equal(TlsNode.User, connection.GetProperty("user").GetString());
        });
    }

    [Fact]
    public async Task A_wrong_authority_is_told_in_a_sentence_and_the_right_one_used_once_it_is_in_the_file()
    {
        using var stranger = new CertificateAuthority("A stranger");
        var file = node.Write("changing.pem", stranger.Pem);
        await using var database = await bed.Database.CreateAsync();
        await using var worker = new BusQStashProcess(BusQStashProgram.Worker, Settings(database.ConnectionString, file));

        await worker.LaunchAsync();
        await AssertSaysAsync(worker, NotTrusted);
        node.Write("changing.pem", node.Authority.Pem);

        await worker.WaitUntilReadyAsync();
        AssertNoStackTrace(worker);
    }

    [Fact]
    public async Task A_missing_client_certificate_a_wrong_name_and_an_expired_certificate_are_told_in_a_sentence_each()
    {
        await using var database = await bed.Database.CreateAsync();
        await using var worker = new BusQStashProcess(BusQStashProgram.Worker, Settings(database.ConnectionString, node.CaFile));
        await using var bare = new BusQStashProcess(
            BusQStashProgram.Worker,
            Settings(database.ConnectionString, node.CaFile).Where(setting => setting.Key != SettingNames.BrokerClientCertificateFile).ToDictionary());
        try
        {
            await bare.LaunchAsync();
            await AssertSaysAsync(bare, "gets none it trusts");

            await node.ShowAsync("elsewhere.example");
            await worker.LaunchAsync();
            await AssertSaysAsync(worker, "is not for the name 127.0.0.1");

            await node.ShowAsync(expired: true);
            await AssertSaysAsync(bare, "is not valid now");
            AssertNoStackTrace(bare);
        }
        finally
        {
            await node.ShowAsync();
        }

        // Nobody started it anew.
        await worker.WaitUntilReadyAsync();
        AssertNoStackTrace(worker);
    }

    [Fact]
    public async Task Checking_can_be_turned_off_and_every_start_warns_of_it()
    {
        await using var database = await bed.Database.CreateAsync();
        var settings = Settings(database.ConnectionString, node.CaFile);
        settings.Remove(SettingNames.BrokerCaFile);
        settings[SettingNames.BrokerAcceptAnyCertificate] = "true";
        await using var worker = await BusQStashProcess.StartWorkerAsync(settings);

        Assert.Contains(worker.Output.Lines, line => line.Contains("Any certificate is accepted for the broker", StringComparison.Ordinal));
    }

    private static HashSet<string> Names(IEnumerable<JsonElement> connections) =>
        [.. connections.Select(connection => connection.GetProperty("client_properties").GetProperty("connection_name").GetString()!)];

    private static async Task AssertSaysAsync(BusQStashProcess process, string sentence)
    {
        try
        {
            await Eventually.TrueAsync(() => process.Output.Lines.Any(line => line.Contains(sentence, StringComparison.Ordinal)), $"'{sentence}'");
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} It said:\n{process.Output.Tail()}");
        }
    }

    private static void AssertNoStackTrace(BusQStashProcess process) =>
        Assert.DoesNotContain(process.Output.Lines, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));

    private Dictionary<string, string> Settings(string database, string caFile) => new()
    {
        [SettingNames.Postgres] = database,
        [SettingNames.RabbitMq] = node.Broker.Url(credentials: ""),
        [SettingNames.Token] = "token-of-the-tests",
        [SettingNames.BrokerCaFile] = caFile,
        [SettingNames.BrokerClientCertificateFile] = node.ClientFile,
    };
}
