using System.Net;
using BusQStash.Client.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Client.Tests.Http;

public sealed class ErrorTests
{
    private readonly StubServer _server = new();

    [Fact]
    public async Task A_refusal_has_the_status_and_the_servers_sentence()
    {
        var client = _server.Answers("""{"error":"queue x not found"}""", 404).Client();

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.GetAsync("x"));

        Assert.Equal(HttpStatusCode.NotFound, exception.StatusCode);
        Assert.True(exception.IsNotFound);
        Assert.Equal("queue x not found", exception.Error);
        Assert.Equal("The server answered 404: queue x not found", exception.Message);
    }

    [Fact]
    public async Task What_a_proxy_says_is_shown_as_it_is()
    {
        var client = _server.Answers("<html>Bad Gateway</html>", 502).Client(options => options.MaxRetries = 0);

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.Equal("<html>Bad Gateway</html>", exception.Error);
    }

    [Fact]
    public async Task A_wait_the_server_asks_for_is_passed_on()
    {
        var client = _server.Answers("{}", 429, ("Retry-After", "120")).Client();

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.Equal(TimeSpan.FromMinutes(2), exception.RetryAfter);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_is_told()
    {
        var client = _server.Answers("not json").Client();

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.StartsWith("The response (200)", exception.Message, StringComparison.Ordinal);
        Assert.NotNull(exception.InnerException);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        using var client = BusQStashClient.Create(options => (options.Url, options.Token, options.MaxRetries) = ("http://127.0.0.1:1", "t", 0));

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => client.Queues.ListAsync());

        Assert.Null(exception.StatusCode);
        Assert.Contains("http://127.0.0.1:1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_that_takes_too_long_is_ended()
    {
        using var slow = new SlowServer();
        var services = new ServiceCollection();
        services.AddBusQStashClient(options =>
        {
            (options.Url, options.Token, options.MaxRetries) = ("http://qstash.test", "t", 0);
            options.AttemptTimeout = TimeSpan.FromMilliseconds(100);
        }).ConfigurePrimaryHttpMessageHandler(() => slow);
        await using var provider = services.BuildServiceProvider();

        var exception = await Assert.ThrowsAsync<BusQStashException>(() => provider.GetRequiredService<IBusQStashClient>().Queues.ListAsync());

        Assert.StartsWith("No response in time", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_call_throws_OperationCanceledException()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _server.Answers("[]").Client().Queues.ListAsync(stop.Token));
    }

    [Theory]
    [InlineData(null, "token", "QSTASH_URL")]
    [InlineData("localhost:8080", "token", "http://")]
    [InlineData("http://localhost", null, "QSTASH_TOKEN")]
    [InlineData("http://localhost", "to\nken", "QSTASH_TOKEN")]
    public void What_is_missing_is_told_with_the_name_of_the_setting(string? url, string? token, string says)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => BusQStashClient.Create(options => (options.Url, options.Token) = (url, token)));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
    }

    private sealed class SlowServer : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }
    }
}
