using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Worker.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace BusQStash.Worker.Tests.Startup;

/// <summary>What the programs register: the contract tests of the ledger put something of their own in its place, and prove nothing about programs that do not.</summary>
public sealed class RegistrationTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Database=none")]
    [InlineData("")]
    public async Task Everything_a_program_needs_is_there(string postgres)
    {
        await using var services = Services(postgres)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        Assert.NotNull(services);
    }

    [Fact]
    public async Task Abandoned_numbers_reach_the_sender_of_commands()
    {
        await using var services = Services("Host=127.0.0.1;Database=none").BuildServiceProvider();

        Assert.Same(services.GetRequiredService<ConfirmTracker>(), services.GetRequiredService<IOriginNumbers>());
    }

    [Fact]
    public void No_part_of_the_ledger_is_registered_twice()
    {
        var twice = Services("Host=127.0.0.1;Database=none")
            .Where(service => service.ServiceType.Assembly == typeof(IInstances).Assembly && !service.IsKeyedService)
            .GroupBy(service => service.ServiceType)
            .Where(group => group.Count() > 1);

        Assert.Empty(twice.Select(group => group.Key.Name));
    }

    private static IServiceCollection Services(string postgres)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration["ConnectionStrings:Postgres"] = postgres;
        builder.Services.AddMetrics();
        return builder.Services.AddBusQStashWorker(builder.Configuration);
    }
}
