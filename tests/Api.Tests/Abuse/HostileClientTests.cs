using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Abuse;

/// <summary>Clients that take their time, or never come to an end: each gets its answer, and its connection back to the system.</summary>
public sealed class HostileClientTests : IAsyncLifetime
{
    private const string Token = "Authorization: Bearer " + DevelopmentUser.Token + "\r\n";
    private const string Authorized = "Host: h\r\n" + Token;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(100);
    private static readonly string Chunk = $"1000\r\n{new string('x', 0x1000)}\r\n";

    private static readonly (string Call, string Headers, int Status)[] EndlessCalls =
    [
        ("POST /v2/publish/https://example.com", Token, 412),
        ("POST /v2/enqueue/q/https://example.com", Token, 412),
        ("POST /v2/schedules/https://example.com", Token, 412),
        ("POST /v2/batch", Token, 412),
        ("POST /v2/queues", Token, 412),
        ("POST /v2/topics/g/endpoints", Token, 412),
        ("POST /llm/v1/chat/completions", Token, 412),
        ("GET /v2/queues", Token, 200),
        ("DELETE /v2/messages/msg_1", Token, 404),
        ("POST /v2/nowhere", Token, 404),
        ("POST /nowhere", Token, 404),
        ("POST /v2/publish/https://example.com", "", 401),
    ];

    private readonly ApiHost _api = new() { Replace = services => services.Configure<KestrelServerOptions>(MakeHaste) };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    public static TheoryData<string, int> LongHeads => new()
    {
        { $"GET /v2/queues?a={new string('x', 70_000)} HTTP/1.1\r\n{Authorized}\r\n", 414 },
        { $"{new string('G', 70_000)} /v2/queues HTTP/1.1\r\n{Authorized}\r\n", 414 },
        { $"GET /v2/queues HTTP/1.1\r\n{Authorized}X-Long: {new string('x', 300_000)}\r\n\r\n", 431 },
        { $"GET /v2/queues HTTP/1.1\r\n{Authorized}{new string('x', 300_000)}: 1\r\n\r\n", 431 },
        { $"GET /v2/queues HTTP/1.1\r\n{Authorized}{Many(1100)}\r\n", 431 },
        { $"GET /v2/queues HTTP/1.1\r\n{Authorized}Connection: close\r\n{Many(900)}\r\n", 200 },
    };

    [Theory]
    [MemberData(nameof(LongHeads))]
    public async Task Too_long_a_head_is_refused(string head, int status)
    {
        using var client = await RawClient.ConnectAsync(_api.Address);
        var sending = client.SendAsync(head);

        (await client.AnswerAsync(Patience)).Expect(status);
        _ = await sending;
    }

    [Theory]
    [InlineData("GET /v2/que", "u")]
    [InlineData("GET /v2/queues HTTP/1.1\r\nHost: h\r\nX-Slow: ", "x")]
    [InlineData("GET /v2/queues HTTP/1.1\r\nHost: h\r\n", "")]
    public async Task A_head_that_does_not_come_to_its_end_is_408(string start, string drop)
    {
        using var client = await RawClient.ConnectAsync(_api.Address, start);
        var dripping = drop.Length == 0 ? Task.CompletedTask : client.SendForEverAsync(drop, Drip);

        (await client.AnswerAsync(Patience)).Expect(408);
        await dripping;
    }

    [Theory]
    [InlineData("Content-Length: 100000\r\n\r\n", "")]
    [InlineData("Content-Length: 100000\r\n\r\n", "x")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1;", "x")]
    public async Task A_body_that_hardly_comes_is_408(string header, string drop)
    {
        using var client = await RawClient.ConnectAsync(_api.Address, $"POST /v2/publish/https://example.com HTTP/1.1\r\n{Authorized}{header}");
        var dripping = drop.Length == 0 ? Task.CompletedTask : client.SendForEverAsync(drop, Drip);

        (await client.AnswerAsync(Patience)).ExpectError(408, "slow");
        await dripping;
        Assert.Empty(_api.Bus.Published);
    }

    [Fact]
    public async Task An_endless_body_is_read_up_to_the_limit_only()
    {
        // All at once: the server goes on reading for 5 s, so that the answer is not lost.
        await Task.WhenAll(EndlessCalls.Select(async one =>
        {
            using var client = await RawClient.ConnectAsync(_api.Address, $"{one.Call} HTTP/1.1\r\nHost: h\r\n{one.Headers}Transfer-Encoding: chunked\r\n\r\n");
            var sending = client.SendForEverAsync(Chunk, TimeSpan.FromMilliseconds(1));

            var answer = await client.AnswerAsync(Patience);
            Assert.True(answer.Status == one.Status, $"{one.Call}: {answer.Status} {answer.Text}");
            await sending;
        }));
        Assert.Empty(_api.Bus.Published);
    }

    [Fact]
    public async Task A_client_that_sends_nothing_is_disconnected()
    {
        var clients = await RawClient.ConnectAsync(_api.Address, 1000);

        var answers = await Task.WhenAll(clients.Select(client => client.AnswerAsync(Patience)));

        Assert.All(answers, answer => Assert.Equal(0, answer.Status));
        Array.ForEach(clients, client => client.Dispose());
    }

    [Fact]
    public async Task The_limits_outside_this_test_are_bounds_too()
    {
        var api = new ApiHost();
        await api.InitializeAsync();
        await using (api)
        {
            var limits = api.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
            Assert.InRange(limits.RequestHeadersTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
            Assert.InRange(limits.KeepAliveTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(3));
            Assert.InRange(limits.MinRequestBodyDataRate!.GracePeriod, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
            Assert.InRange(limits.MinResponseDataRate!.GracePeriod, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        }
    }

    private static void MakeHaste(KestrelServerOptions server)
    {
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(1);
        server.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(1.5));
    }

    private static string Many(int count) => string.Concat(Enumerable.Range(0, count).Select(number => $"x-{number}: 1\r\n"));
}
