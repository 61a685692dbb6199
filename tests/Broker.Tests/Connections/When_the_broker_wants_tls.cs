using System.Text.Json;
using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Certificates;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Connections;

public sealed class When_the_broker_wants_tls(TestBed bed, TlsNodes nodes) : IClassFixture<TlsNodes>
{
    private const string NotTrusted = "was issued by nobody who is trusted";
    private const string Consumer = "busqstash consume";
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_connection_goes_over_it_logs_in_with_its_certificate_and_moves_to_another_node_when_its_node_is_killed()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan
        {
            Amqp = nodes.Cluster.Url(credentials: ""),
            Workers = 1,
            Settings = new Dictionary<string, string>
            {
                [SettingNames.BrokerCaFile] = nodes.CaFile,
                [SettingNames.BrokerClientCertificateFile] = nodes.Write("client.pfx", nodes.Authority.IssueForClientAsPfx(TlsNodes.User, "pw")),
                [SettingNames.BrokerClientCertificatePassword] = "pw",
            },
        });
        var queue = system.NewQueue();
        var hook = system.Destination.AddHook();
        await queue.EnqueueManyAsync(5);
        await system.Calls.PublishAsync(hook.Url, "1");
        await queue.WaitUntilDoneAsync();
        await hook.WaitForAsync(1);

        queue.Log.AssertInOrder().AssertComplete(5).AssertNoRepeats();
        var before = await ListAsync(0, without: null);
        var killed = Text(before.First(connection => NameOf(connection) == Consumer), "node")!;
        var node = Enumerable.Range(0, nodes.Cluster.Count).Single(number => nodes.Cluster.NameOf(number) == killed);
        await nodes.Cluster.KillAsync(node);
        try
        {
            await system.Calls.PublishAsync(hook.Url, "2");
            await Eventually.TrueAsync(() => hook.Requests.Any(request => request.Text == "2"), "the next message", Recovery);
            await ListAsync((node + 1) % nodes.Cluster.Count, without: killed);
        }
        finally
        {
            await nodes.Cluster.StartAsync(node);
            await nodes.Cluster.WaitUntilWholeAsync();
        }
    }

    [Fact]
    public async Task A_wrong_authority_is_told_in_a_sentence_and_the_right_one_used_once_it_is_in_the_file()
    {
        using var stranger = new CertificateAuthority("A stranger");
        var file = nodes.Write("changing.pem", stranger.Pem);
        await using var database = await bed.Database.CreateAsync();
        await using var worker = new BusQStashProcess(BusQStashProgram.Worker, Settings(database.ConnectionString, file));

        await worker.LaunchAsync();
        await AssertSaysAsync(worker, NotTrusted);
        nodes.Write("changing.pem", nodes.Authority.Pem);

        await worker.WaitUntilReadyAsync();
        AssertNoStackTrace(worker);
    }

    [Fact]
    public async Task A_missing_client_certificate_a_wrong_name_and_an_expired_certificate_are_told_in_a_sentence_each()
    {
        await using var database = await bed.Database.CreateAsync();
        await using var worker = new BusQStashProcess(BusQStashProgram.Worker, Settings(database.ConnectionString, nodes.CaFile));
        await using var bare = new BusQStashProcess(
            BusQStashProgram.Worker,
            Settings(database.ConnectionString, nodes.CaFile).Where(setting => setting.Key != SettingNames.BrokerClientCertificateFile).ToDictionary());
        try
        {
            await bare.LaunchAsync();
            await AssertSaysAsync(bare, "gets none it trusts");

            await nodes.ShowAsync("elsewhere.example");
            await worker.LaunchAsync();
            await AssertSaysAsync(worker, "is not for the name 127.0.0.1");

            await nodes.ShowAsync(expired: true);
            await AssertSaysAsync(bare, "is not valid now");
            AssertNoStackTrace(bare);
        }
        finally
        {
            await nodes.ShowAsync();
        }

        // Nobody started it anew.
        await worker.WaitUntilReadyAsync();
        AssertNoStackTrace(worker);
    }

    [Fact]
    public async Task Checking_can_be_turned_off_and_every_start_warns_of_it()
    {
        await using var database = await bed.Database.CreateAsync();
        var settings = Settings(database.ConnectionString, nodes.CaFile);
        settings.Remove(SettingNames.BrokerCaFile);
        settings[SettingNames.BrokerAcceptAnyCertificate] = "true";
        await using var worker = await BusQStashProcess.StartWorkerAsync(settings);

        Assert.Contains(worker.Output.Lines, line => line.Contains("Any certificate is accepted for the broker", StringComparison.Ordinal));
    }

    private static string? NameOf(JsonElement connection) =>
        connection.TryGetProperty("client_properties", out var properties) ? Text(properties, "connection_name") : null;

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

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

    /// <summary>The connections once there is one of every kind that is needed and none to that node; each uses TLS and its certificate.</summary>
    private async Task<IReadOnlyList<JsonElement>> ListAsync(int from, string? without)
    {
        // Those for hints and events are opened again by the next one that is sent.
        string[] needed = [Consumer, "busqstash commands", "busqstash watch", "busqstash admin"];
        string[] names = without is null ? [.. needed, "busqstash hints", "busqstash events"] : needed;
        using var management = nodes.Cluster.ManagementOf(from);
        IReadOnlyList<JsonElement> connections = [];
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    connections = await management.ConnectionsAsync("/");
                    return !names.Except(connections.Select(NameOf)).Any() && connections.All(connection => Text(connection, "node") != without && Text(connection, "user") is not null);
                },
                "the broker to list the connections",
                Recovery);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} It lists: {string.Join("; ", connections.Select(connection => $"{NameOf(connection)} at {Text(connection, "node")} of {Text(connection, "user")}"))}");
        }

        Assert.All(connections, connection =>
        {
            Assert.True(connection.GetProperty("ssl").GetBoolean());
            Assert.Matches("^tlsv1.[23]$", Text(connection, "ssl_protocol"));
            Assert.Equal("EXTERNAL", Text(connection, "auth_mechanism"));
            Assert.Equal(TlsNodes.User, Text(connection, "user"));
        });
        return connections;
    }

    private Dictionary<string, string> Settings(string database, string caFile) => new()
    {
        [SettingNames.Postgres] = database,
        [SettingNames.RabbitMq] = nodes.Cluster.UrlOf(0, credentials: ""),
        [SettingNames.Token] = "token-of-the-tests",
        [SettingNames.BrokerCaFile] = caFile,
        [SettingNames.BrokerClientCertificateFile] = nodes.ClientFile,
    };
}
