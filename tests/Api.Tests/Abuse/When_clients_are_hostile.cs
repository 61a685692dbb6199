using BusQStash.Api.Http;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Api.Tests.Abuse;

public sealed class When_clients_are_hostile
{
    private const long Memory = 256 * 1024 * 1024;

    private static readonly string Authorized = $"POST /v2/batch HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer {DevelopmentUser.Token}\r\n";
    private static readonly string Chunk = $"1000\r\n{new string('x', 0x1000)}\r\n";

    [Fact]
    public async Task Everybody_else_is_served()
    {
        await using var server = await AbusedServer.StartAsync(Memory, files: 10_000);
        RawClient[] clients =
        [
            .. await RawClient.ConnectAsync(server.Address, 2000),
            .. await RawClient.ConnectAsync(server.Address, 500, "GET /v2/queues HTTP/1.1\r\nHost: h\r\nX-Slow: x"),

            // What they announce, together, is a hundred times the memory there is.
            .. await RawClient.ConnectAsync(server.Address, 300, $"{Authorized}Content-Length: 100000000\r\n\r\n[{{"),
        ];
        var endless = await RawClient.ConnectAsync(server.Address, 20, "POST /v2/batch HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
        var sending = endless.Select(client => client.SendForEverAsync(Chunk)).ToArray();

        await server.AssertServesAsync();

        await Task.WhenAll(sending);
        server.AssertHolds();
        Array.ForEach([.. clients, .. endless], client => client.Dispose());
    }

    [Fact]
    public async Task Large_bodies_wait_for_memory_when_many_come_at_once()
    {
        await using var server = await AbusedServer.StartAsync(Memory / 2, files: 10_000);
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();

        await server.PublishLargeAsync(hook.Url, count: 64, bytes: 5_000_000);

        await hook.WaitForEndedAsync(64, TimeSpan.FromMinutes(2));
        await server.AssertServesAsync();
    }

    [Fact]
    public async Task With_all_connections_taken_messages_are_still_delivered()
    {
        await using var server = await AbusedServer.StartAsync(Memory, files: 600);

        // The connection it is asked over is there before the others come.
        await server.AssertServesAsync();
        var clients = await RawClient.ConnectAsync(server.Address, 2000);

        await server.AssertServesAsync();
        Array.ForEach(clients, client => client.Dispose());
    }
}
