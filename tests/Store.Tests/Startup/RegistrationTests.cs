using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using BusQStash.Store.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Store.Tests.Startup;

/// <summary>What the contract tests run on is what the programs run on.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public void The_contract_tests_put_nothing_in_the_place_of_the_ledgers_own()
    {
        var own = new ServiceCollection().AddLogging().AddStore(PostgresHarness.Configuration("Host=127.0.0.1"));
        var tested = PostgresHarness.ServicesOf("Host=127.0.0.1");

        var changed = tested.GroupBy(service => service.ServiceType)
            .Where(group => group.Key.Assembly == typeof(IInstances).Assembly && group.Count() != own.Count(service => service.ServiceType == group.Key))
            .Select(group => group.Key);

        // The ledger has none of its own: in the programs it is what sends the commands.
        Assert.Equal([typeof(IOriginNumbers)], changed);
    }

    [Fact]
    public void No_program_starts_without_a_handler_for_abandoned_numbers()
    {
        var services = new ServiceCollection().AddLogging().AddStore(PostgresHarness.Configuration("Host=127.0.0.1"));

        var refusal = Assert.Throws<AggregateException>(() => services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true }));

        Assert.Contains(nameof(IOriginNumbers), refusal.Message, StringComparison.Ordinal);
    }
}
