using BusQStash.Broker.Tests.Harness;
using BusQStash.Testing;
using BusQStash.Testing.Destinations;
using Npgsql;
using Xunit;

namespace BusQStash.Broker.Tests.Messages;

public sealed class When_all_deliveries_of_a_worker_hang(TestBed bed)
{
    private const int AtOnce = 2;
    private const int Waiting = 5;

    [Fact]
    public async Task What_it_has_taken_beyond_them_goes_to_another_and_is_delivered_once()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan { Workers = 0 });
        var gate = new TaskCompletionSource();
        var hanging = system.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var fine = system.Destination.AddHook();
        await system.AddWorkerAsync(new Dictionary<string, string>
        {
            ["BusQStash__Delivery__MaxConcurrentDeliveries"] = $"{AtOnce}",
            ["BusQStash__Delivery__Prefetch"] = $"{AtOnce + Waiting + 1}",
        });
        var hung = await system.Calls.BatchAsync(Enumerable.Range(0, AtOnce).Select(n => new { destination = hanging.Url, body = $"{n}" }));
        await hanging.WaitForAsync(AtOnce);

        // Taken by the only worker there is.
        var waiting = await system.Calls.BatchAsync(Enumerable.Range(0, Waiting).Select(n => new { destination = fine.Url, body = $"{n}" }));
        await system.AddWorkerAsync();
        await fine.WaitForEndedAsync(Waiting);
        Assert.Equal(AtOnce, hanging.Requests.Count);

        gate.SetResult();
        foreach (var id in hung.Concat(waiting))
        {
            await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(id), $"{id} to be final");
        }

        Assert.Equal(AtOnce, hanging.Requests.Count);
        Assert.Equal(Waiting, fine.Requests.Count);
    }

    [Fact]
    public async Task Its_own_messages_are_delivered_once_when_the_deliveries_end()
    {
        await using var system = await Deployment.StartAsync(bed, new DeploymentPlan
        {
            Workers = 1,
            Settings = new Dictionary<string, string>
            {
                ["BusQStash__Delivery__MaxConcurrentDeliveries"] = $"{AtOnce}",
                ["BusQStash__Delivery__PrefetchPatience"] = "00:00:00.2",
            },
        });
        var gate = new TaskCompletionSource();
        var hanging = system.Destination.AddHook(Answer.Ok.Once(gate.Task));
        var fine = system.Destination.AddHook();
        await system.Calls.BatchAsync(Enumerable.Range(0, AtOnce).Select(n => new { destination = hanging.Url, body = $"{n}" }));
        await hanging.WaitForAsync(AtOnce);
        var waiting = await system.Calls.BatchAsync(Enumerable.Range(0, Waiting).Select(n => new { destination = fine.Url, body = $"{n}" }));
        await Eventually.TrueAsync(() => AllPutBackAsync(system, waiting), "messages to have gone back to the ledger");

        gate.SetResult();
        foreach (var id in waiting)
        {
            await Eventually.TrueAsync(async () => !await system.Calls.IsOpenAsync(id), $"{id} to be final");
        }

        Assert.Equal(Waiting, fine.Requests.Count);
    }

    /// <summary>A command that was put back is used up; what follows has no number of its process.</summary>
    private static async Task<bool> AllPutBackAsync(Deployment system, IReadOnlyList<string> ids)
    {
        await using var database = NpgsqlDataSource.Create(system.DatabaseConnectionString);
        await using var command = database.CreateCommand("select count(*) from busqstash.message where id = any($1) and origin_number = 0");
        command.Parameters.AddWithValue(ids.ToArray());
        return await command.ExecuteScalarAsync() is long count && count == ids.Count;
    }
}
