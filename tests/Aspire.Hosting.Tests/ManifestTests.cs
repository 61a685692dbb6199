using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Aspire.Hosting.Tests;

/// <summary>What an app host publishes.</summary>
public sealed class ManifestTests
{
    [Fact]
    public async Task Alone_it_is_one_container_that_keeps_its_ledger_in_a_volume()
    {
        var resources = await AppHost.PublishAsync(builder => builder.AddBusQStash("busqstash").WithDataVolume());

        var server = resources.GetProperty("busqstash");
        Assert.Equal("container.v0", Text(server, "type"));
        Assert.Equal("busqstash-api:latest", Text(server, "image"));
        Assert.Equal("/data", Text(server.GetProperty("volumes")[0], "target"));
        Assert.Equal(8080, server.GetProperty("bindings").GetProperty("http").GetProperty("targetPort").GetInt32());
        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["BusQStash__CurrentSigningKey"] = "{busqstash-current-signing-key.value}",
                ["BusQStash__NextSigningKey"] = "{busqstash-next-signing-key.value}",
                ["BusQStash__Token"] = "{busqstash-token.value}",
            },
            Environment(server));
    }

    [Fact]
    public async Task With_workers_the_Api_delivers_nothing_and_all_share_broker_and_ledger()
    {
        var resources = await AppHost.PublishAsync(builder => builder.AddBusQStash("busqstash").WithWorkers()
            .WithBroker(builder.AddRabbitMQ("rabbit")).WithLedger(builder.AddPostgres("postgres").AddDatabase("ledger")));

        var (server, workers) = (Environment(resources.GetProperty("busqstash")), new[] { "busqstash-worker-1", "busqstash-worker-2" });
        Assert.Equal("false", server["BusQStash__Worker__InProcess"]);
        foreach (var worker in workers)
        {
            Assert.Equal("busqstash-worker:latest", Text(resources.GetProperty(worker), "image"));
            var variables = Environment(resources.GetProperty(worker));
            Assert.DoesNotContain("BusQStash__Token", variables.Keys);
            Assert.DoesNotContain("BusQStash__Worker__InProcess", variables.Keys);
            foreach (var shared in new[] { "ConnectionStrings__RabbitMq", "ConnectionStrings__Postgres", "BusQStash__CurrentSigningKey", "BusQStash__NextSigningKey" })
            {
                Assert.Equal(server[shared], variables[shared]);
            }
        }

        Assert.Equal("{rabbit.connectionString}", server["ConnectionStrings__RabbitMq"]);
        Assert.Equal("{ledger.connectionString}", server["ConnectionStrings__Postgres"]);
        Assert.Equal("amqp://guest:{rabbit-password-uri-encoded.value}@{rabbit.bindings.tcp.host}:{rabbit.bindings.tcp.port}", Text(resources.GetProperty("rabbit"), "connectionString"));
        Assert.StartsWith("Host={postgres.bindings.tcp.host};Port=", Text(resources.GetProperty("postgres"), "connectionString"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_is_told_the_address_the_token_and_the_keys()
    {
        var resources = await AppHost.PublishAsync(builder =>
            builder.AddContainer("shop", "shop").WithReference(builder.AddBusQStash("busqstash")));

        Assert.Equal(
            new Dictionary<string, string?>
            {
                ["QSTASH_URL"] = "{busqstash.bindings.http.url}",
                ["QSTASH_TOKEN"] = "{busqstash-token.value}",
                ["QSTASH_CURRENT_SIGNING_KEY"] = "{busqstash-current-signing-key.value}",
                ["QSTASH_NEXT_SIGNING_KEY"] = "{busqstash-next-signing-key.value}",
            },
            Environment(resources.GetProperty("shop")));
    }

    [Fact]
    public async Task A_named_destination_is_where_Aspire_puts_it()
    {
        var resources = await AppHost.PublishAsync(builder =>
        {
            var shop = builder.AddContainer("shop", "shop").WithHttpEndpoint(targetPort: 9000);
            builder.AddBusQStash("busqstash").WithDestination("orders", shop.GetEndpoint("http"), "/orders");
        });

        var variables = Environment(resources.GetProperty("busqstash"));
        Assert.Equal("{shop.bindings.http.url}/orders", variables["BusQStash__Apis__orders__Url"]);
        Assert.Equal("false", variables["BusQStash__Apis__orders__RequireCallback"]);
    }

    [Fact]
    public async Task What_is_secret_is_asked_for_as_such_and_made_when_nobody_gives_it()
    {
        var resources = await AppHost.PublishAsync(builder => builder.AddBusQStash("busqstash"));

        foreach (var name in new[] { "busqstash-token", "busqstash-current-signing-key", "busqstash-next-signing-key" })
        {
            var value = resources.GetProperty(name).GetProperty("inputs").GetProperty("value");
            Assert.True(value.GetProperty("secret").GetBoolean());
            var made = value.GetProperty("default").GetProperty("generate");
            Assert.InRange(made.GetProperty("minLength").GetInt32(), 32, 64);
            Assert.False(made.GetProperty("special").GetBoolean());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Images_come_from_a_registry_for_server_and_workers_alike(bool workersFirst)
    {
        var resources = await AppHost.PublishAsync(builder => _ = workersFirst
            ? Shared(builder).WithWorkers(1).WithImages("registry.example.com/team", "v1.2.3")
            : Shared(builder).WithImages("registry.example.com/team", "v1.2.3").WithWorkers(1));

        Assert.Equal("registry.example.com/team/busqstash-api:v1.2.3", Text(resources.GetProperty("busqstash"), "image"));
        Assert.Equal("registry.example.com/team/busqstash-worker:v1.2.3", Text(resources.GetProperty("busqstash-worker-1"), "image"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Images_are_built_from_a_clone_with_its_Dockerfile(bool workersFirst)
    {
        var resources = await AppHost.PublishAsync(builder => _ = workersFirst
            ? Shared(builder).WithWorkers(1).WithSources(Repository.Root)
            : Shared(builder).WithSources(Repository.Root).WithWorkers(1));

        foreach (var (name, stage) in new[] { ("busqstash", "api"), ("busqstash-worker-1", "worker") })
        {
            var build = resources.GetProperty(name).GetProperty("build");
            Assert.EndsWith("src/Dockerfile", Text(build, "dockerfile"), StringComparison.Ordinal);
            Assert.Equal(stage, Text(build, "stage"));
        }
    }

    private static IResourceBuilder<BusQStashResource> Shared(IDistributedApplicationBuilder builder) =>
        builder.AddBusQStash("busqstash").WithBroker(builder.AddRabbitMQ("rabbit")).WithLedger(builder.AddPostgres("postgres").AddDatabase("ledger"));

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static Dictionary<string, string?> Environment(JsonElement resource) =>
        resource.GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString());
}
