using Xunit;

namespace BusQStash.Testing.Tests;

public sealed class EventuallyTests
{
    [Fact]
    public async Task Returns_as_soon_as_the_condition_holds()
    {
        var calls = 0;

        await Eventually.TrueAsync(() => ++calls == 3, "the third call");

        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task Says_what_it_waited_for_and_what_went_wrong()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() => Eventually.TrueAsync(
            () => Task.FromException<bool>(new InvalidOperationException("no bus")), "a bus", TimeSpan.FromMilliseconds(50)));

        Assert.Equal("Waited 0.05 s for a bus, in vain (last error: no bus).", error.Message);
    }
}
