using BusQStash.Bus.Hosting;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;
using BusQStash.Store.Queues;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BusQStash.Crash.Control;

/// <summary>
/// The negative control: the product's worker in a host that decorates its ledger. Checks are switched off here and
/// nowhere in the product.
/// </summary>
internal static class ControlWorker
{
    /// <summary>The program's role.</summary>
    public const string Role = "worker";

    public static async Task RunAsync(WithoutCheck without)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddBusQStashWorker(builder.Configuration);
        if (without == WithoutCheck.Order)
        {
            builder.Services.Decorate<ILanes>((lanes, _) => new OrderlessLanes(lanes));
        }
        else if (without == WithoutCheck.Contact)
        {
            builder.Services.AddSingleton<ILedgerContact, AlwaysInContact>();
            builder.Services.Decorate<IUnconfirmedMessages>((messages, _) => new HastyReleases(messages));
        }
        else if (without == WithoutCheck.Lease)
        {
            builder.Services.AddSingleton(new LeaseThief(builder.Configuration.GetConnectionString("Postgres")!));
            builder.Services.Decorate<ILanes>((lanes, services) => new LeaselessLanes(lanes, services.GetRequiredService<LeaseThief>()));
            builder.Services.Decorate<IMessageLedger>((ledger, services) => new EpochlessLedger(ledger, services.GetRequiredService<LeaseThief>()));
        }
        else if (without == WithoutCheck.Lock)
        {
            builder.Services.Decorate<IRunWorks>((works, _) => new LocklessRunWorks(works));
        }

        var app = builder.Build();
        app.MapHealth();
        await app.RunAsync();
    }
}
