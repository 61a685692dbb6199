using System.Net;
using BusQStash.Testing.Destinations;
using Xunit;

namespace BusQStash.Testing.Tests.Destinations;

public sealed class DestinationTests : IDisposable
{
    private readonly HttpClient _caller = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _caller.Dispose();

    [Fact]
    public async Task Records_the_request_exactly_as_it_came()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook();
        var target = new Uri(hook.Url + "/a%20b?x=%2F", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(HttpMethod.Put, target) { Content = new ByteArrayContent([0, 255, 7]) };
        request.Headers.Add("X-Word", "hello");

        using var response = await _caller.SendAsync(request, Cancellation);

        var received = Assert.Single(await hook.WaitForEndedAsync(1));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("PUT", received.Method);
        Assert.Equal(target.PathAndQuery, received.RawTarget);
        Assert.Equal([0, 255, 7], received.Body);
        Assert.Equal("hello", received.Header("x-word"));
        Assert.True(received.EndedTicks >= received.StartedTicks);
    }

    [Fact]
    public async Task Answers_each_request_as_the_test_says()
    {
        await using var destination = await Destination.StartAsync();
        var hook = destination.AddHook(request => request.Number == 1 ? Answer.Status(503, ("Retry-After", "7")) : Answer.Text("done"));

        using var first = await _caller.GetAsync(hook.Url, Cancellation);
        var second = await _caller.GetStringAsync(hook.Url, Cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Equal("7", first.Headers.GetValues("Retry-After").Single());
        Assert.Equal("done", second);
    }

    [Fact]
    public async Task Counts_how_many_requests_are_in_progress_together()
    {
        await using var destination = await Destination.StartAsync();
        var gate = new TaskCompletionSource();
        var hook = destination.AddHook(Answer.Ok.Once(gate.Task));

        var calls = Enumerable.Range(0, 3).Select(_ => _caller.GetAsync(hook.Url, Cancellation)).ToArray();
        await hook.WaitForAsync(3);
        gate.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(3, hook.MaxConcurrent);
    }

    [Fact]
    public async Task Cuts_connections_on_demand()
    {
        await using var destination = await Destination.StartAsync();
        var reset = destination.AddHook(Answer.Reset);
        var truncated = destination.AddHook(Answer.Truncated([1, 2], promised: 10));

        await Assert.ThrowsAsync<HttpRequestException>(() => _caller.GetAsync(reset.Url, Cancellation));
        await Assert.ThrowsAsync<HttpRequestException>(() => _caller.GetByteArrayAsync(truncated.Url, Cancellation));
    }

    [Fact]
    public async Task Hangs_streams_and_redirects_on_demand()
    {
        await using var destination = await Destination.StartAsync();
        var hang = destination.AddHook(Answer.Hang);
        var stream = destination.AddHook(Answer.Stream(TimeSpan.FromMilliseconds(5), [1], [2], [3]));
        var redirect = destination.AddHook(Answer.RedirectTo(stream.Url));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _caller.GetAsync(hang.Url, patience.Token));
        using var redirected = await _caller.GetAsync(redirect.Url, Cancellation);

        Assert.Equal([1, 2, 3], await _caller.GetByteArrayAsync(stream.Url, Cancellation));
        Assert.Equal(stream.Url, redirected.Headers.Location?.ToString());
        await hang.WaitForEndedAsync(1);
    }

    [Fact]
    public async Task Fails_the_test_when_somebody_calls_a_path_nobody_planned()
    {
        var destination = await Destination.StartAsync();
        using var response = await _caller.GetAsync(destination.Url + "/elsewhere", Cancellation);

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await destination.DisposeAsync());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("GET /elsewhere", error.Message, StringComparison.Ordinal);
    }
}
