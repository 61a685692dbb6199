using System.Net;
using System.Text.Json;
using BusQStash.Testing;
using BusQStash.Testing.Programs;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>What a process says about itself.</summary>
internal static class Health
{
    public static async Task<(HttpStatusCode Status, JsonElement Report)> ReadAsync(BusQStashProcess process)
    {
        using var response = await process.Http.GetAsync("health/ready");
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsByteArrayAsync()));
    }

    /// <summary>Waits until the process says that about the broker.</summary>
    public static Task WaitForBrokerAsync(BusQStashProcess process, string broker) => Eventually.TrueAsync(
        async () => (await ReadAsync(process)).Report.GetProperty("broker").GetString() == broker,
        $"the broker to be called {broker}");
}
