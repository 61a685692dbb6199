using System.Diagnostics.Metrics;
using BusQStash.Api.Dashboard;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Dashboard;

public sealed class DashboardViewersTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly DashboardViewers _viewers;

    public DashboardViewersTests() => _viewers = new DashboardViewers(_services.GetRequiredService<IMeterFactory>(), _time);

    [Fact]
    public async Task A_session_counts_once_and_until_half_a_minute_after_it_last_asked()
    {
        var (one, other) = (Session(1), Session(2));
        await LookAsync(one);
        await LookAsync(one);
        await LookAsync(other);
        Assert.Equal(2, _viewers.Count());

        _time.Advance(TimeSpan.FromSeconds(20));
        await LookAsync(other);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(1, _viewers.Count());
    }

    [Fact]
    public async Task One_who_is_being_told_something_counts_for_as_long_as_that_lasts()
    {
        var stream = new TaskCompletionSource();
        var looking = _viewers.LookAsync(Session(1), "10.0.0.7", () => stream.Task);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, _viewers.Count());

        stream.SetException(new OperationCanceledException());
        await Assert.ThrowsAsync<OperationCanceledException>(() => looking);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _viewers.Count());
    }

    public void Dispose() => _services.Dispose();

    private Task LookAsync(SessionTicket session) => _viewers.LookAsync(session, "10.0.0.7", () => Task.CompletedTask);

    private static SessionTicket Session(long seconds) =>
        new("root", "", DateTimeOffset.FromUnixTimeSeconds(seconds), DateTimeOffset.FromUnixTimeSeconds(seconds));
}
