using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing.Programs;
using BusQStash.Worker.Startup;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BusQStash.Broker.Tests.DropIn;

/// <summary>Somebody else's program, with a bus of its own, that hosts a BusQStash worker.</summary>
internal static class Shop
{
    /// <summary>A plain host on the deployment's broker and database.</summary>
    public static HostApplicationBuilder CreateBuilder(Deployment system)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Key(SettingNames.RabbitMq)] = system.VirtualHost!.Url,
            [Key(SettingNames.Postgres)] = system.DatabaseConnectionString,
            [Key(SettingNames.AllowPrivateNetworks)] = "true",
        });
        builder.Services.AddSingleton<Orders>();
        return builder;
    }

    /// <summary>The shop's own bus, with plain defaults unless told otherwise.</summary>
    public static void AddShopBus(
        this HostApplicationBuilder builder,
        Action<IBusRegistrationConfigurator> consumers,
        Action<IBusRegistrationContext, IRabbitMqBusFactoryConfigurator>? configure = null) =>
        builder.Services.AddMassTransit(bus =>
        {
            consumers(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(builder.Configuration.GetConnectionString("RabbitMq")!));
                configure?.Invoke(context, rabbit);
                rabbit.ConfigureEndpoints(context);
            });
        });

    public static void AddWorker(this HostApplicationBuilder builder) => builder.Services.AddBusQStashWorker(builder.Configuration);

    private static string Key(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);
}
