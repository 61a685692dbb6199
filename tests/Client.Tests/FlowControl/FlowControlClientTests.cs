using BusQStash.Client.Tests.Hosting;
using Xunit;

namespace BusQStash.Client.Tests.FlowControl;

public sealed class FlowControlClientTests
{
    private readonly StubServer _server = new();

    [Fact]
    public async Task Reads_all_a_key_has()
    {
        var key = await _server.Answers(
            """
            {"flowControlKey":"k","waitListSize":7,"waitlistSize":7,"parallelismMax":2,"parallelismCount":1,"rateMax":10,"rateCount":3,"ratePeriod":60,
             "ratePeriodStart":1700000000,"isPaused":true,"isPinnedParallelism":true,"isPinnedRate":false}
            """).Client().FlowControl.GetAsync("k");

        Assert.Equal(
            new Client.FlowControl.FlowControlKey
            {
                Key = "k",
                WaitListSize = 7,
                ParallelismMax = 2,
                ParallelismCount = 1,
                RateMax = 10,
                RateCount = 3,
                RatePeriod = TimeSpan.FromMinutes(1),
                RatePeriodStart = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000),
                IsPaused = true,
                IsPinnedParallelism = true,
            },
            key);
    }

    [Fact]
    public async Task Every_call_has_its_path()
    {
        for (var i = 0; i < 8; i++)
        {
            _server.Answers(i < 2 ? "[]" : i == 2 ? "{}" : "");
        }

        var keys = _server.Client().FlowControl;
        await keys.ListAsync();
        await keys.ListAsync("or der");
        Assert.Equal(new Client.FlowControl.GlobalParallelism(0, 0), await keys.GetGlobalParallelismAsync());
        await keys.PauseAsync("k");
        await keys.ResumeAsync("k");
        await keys.PinAsync("k", parallelism: 2, rate: 10, period: TimeSpan.FromMinutes(1));
        await keys.UnpinAsync("k", rate: false);
        await keys.ResetRateAsync("k");

        Assert.Equal(
            [
                "GET /v2/flowControl", "GET /v2/flowControl?search=or%20der", "GET /v2/globalParallelism", "POST /v2/flowControl/k/pause",
                "POST /v2/flowControl/k/resume", "POST /v2/flowControl/k/pin?parallelism=2&rate=10&period=60",
                "POST /v2/flowControl/k/unpin?parallelism=true", "POST /v2/flowControl/k/resetRate",
            ],
            _server.Requests.Select(request => $"{request.Method} {request.Target}"));
    }

    [Fact]
    public async Task Pinning_nothing_is_refused()
    {
        var keys = _server.Client().FlowControl;
        await Assert.ThrowsAsync<ArgumentException>(() => keys.PinAsync("k"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => keys.PinAsync("k", rate: 1, period: TimeSpan.FromMilliseconds(1500)));
    }
}
