using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Aspire.Hosting.Tests;

/// <summary>The resources of an app host that runs on a developer's machine.</summary>
public sealed class ResourceTests
{
    private const string PrivateNetworks = "BusQStash__Destinations__AllowPrivateNetworks";
    private readonly IDistributedApplicationBuilder _builder = AppHost.Create();

    [Fact]
    public async Task Private_addresses_may_be_called_on_the_developers_machine_and_not_where_it_is_published()
    {
        var server = _builder.AddBusQStash("busqstash").Resource;

        var (runs, published) = (await AppHost.EnvironmentAsync(server), await AppHost.EnvironmentAsync(server, DistributedApplicationOperation.Publish));

        Assert.Equal("true", runs[PrivateNetworks]);
        Assert.DoesNotContain(PrivateNetworks, published.Keys);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_said_about_private_addresses_holds_in_both_modes(bool allowed)
    {
        var server = _builder.AddBusQStash("busqstash").WithPrivateNetworks(allowed).Resource;

        foreach (var operation in new[] { DistributedApplicationOperation.Run, DistributedApplicationOperation.Publish })
        {
            Assert.Equal(allowed, (await AppHost.EnvironmentAsync(server, operation)).ContainsKey(PrivateNetworks));
        }
    }

    [Fact]
    public async Task Workers_without_a_broker_and_a_ledger_they_share_are_refused_with_a_sentence()
    {
        var server = _builder.AddBusQStash("busqstash").WithWorkers().WithBroker(_builder.AddRabbitMQ("rabbit"));

        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => AppHost.EnvironmentAsync(server.Resource));

        Assert.Contains("call WithBroker and WithLedger", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Server_and_workers_wait_for_the_ledger_and_not_for_the_broker_whatever_is_said_first(bool ledgerFirst)
    {
        var (rabbit, ledger) = (_builder.AddRabbitMQ("rabbit"), _builder.AddPostgres("postgres").AddDatabase("ledger"));
        var server = _builder.AddBusQStash("busqstash").WithBroker(rabbit);

        _ = ledgerFirst ? server.WithLedger(ledger).WithWorkers(1) : server.WithWorkers(1).WithLedger(ledger);

        foreach (var name in new[] { "busqstash", "busqstash-worker-1" })
        {
            var waits = _builder.Resources.Single(resource => resource.Name == name).Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource.Name).ToList();
            Assert.Contains("ledger", waits);
            Assert.DoesNotContain("rabbit", waits);
        }
    }

    [Fact]
    public void Workers_belong_to_the_server_and_all_have_a_health_check_and_telemetry()
    {
        var server = _builder.AddBusQStash("busqstash").WithWorkers(3);

        var workers = _builder.Resources.OfType<BusQStashWorkerResource>().ToList();
        Assert.Equal(["busqstash-worker-1", "busqstash-worker-2", "busqstash-worker-3"], workers.Select(worker => worker.Name));
        Assert.All(workers, worker => Assert.Same(server.Resource, worker.Parent));
        foreach (var resource in workers.Append<ContainerResource>(server.Resource))
        {
            Assert.Single(resource.Annotations.OfType<HealthCheckAnnotation>());
            Assert.Single(resource.Annotations.OfType<OtlpExporterAnnotation>());
        }
    }

    [Fact]
    public async Task The_token_that_is_made_holds_a_user_as_the_SDKs_for_workflows_expect()
    {
        var value = await _builder.AddBusQStash("busqstash").Resource.Token.GetValueAsync(TestContext.Current.CancellationToken);

        var token = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(value!))).RootElement;
        Assert.Equal("defaultUser", token.GetProperty("UserID").GetString());
        Assert.Equal(48, token.GetProperty("Password").GetString()!.Length);
    }

    [Fact]
    public void A_token_that_is_given_is_the_one()
    {
        var token = _builder.AddParameter("own", "mine", secret: true);

        var server = _builder.AddBusQStash("busqstash", token: token).Resource;

        Assert.Same(token.Resource, server.Token);
        Assert.DoesNotContain(_builder.Resources, resource => resource.Name == "busqstash-token");
    }

    [Fact]
    public async Task Every_variable_is_a_setting_of_the_documents()
    {
        var shop = _builder.AddContainer("shop", "shop").WithHttpEndpoint(targetPort: 9000);
        var server = _builder.AddBusQStash("busqstash").WithDestination("orders", shop.GetEndpoint("http"))
            .WithBroker(_builder.AddRabbitMQ("rabbit")).WithLedger(_builder.AddPostgres("postgres").AddDatabase("ledger")).WithWorkers();
        var settings = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "settings.md"), TestContext.Current.CancellationToken);

        var names = (await AppHost.EnvironmentAsync(server.Resource)).Keys
            .Where(name => name.StartsWith("BusQStash__", StringComparison.Ordinal) || name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)).ToList();

        Assert.Equal(9, names.Count);
        Assert.All(names, name => Assert.Contains($"| `{name.Replace("__orders__", "__NAME__", StringComparison.Ordinal)}` |", settings, StringComparison.Ordinal));
    }
}
