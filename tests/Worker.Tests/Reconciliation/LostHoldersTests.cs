using BusQStash.Worker.Reconciliation;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Worker.Tests.Reconciliation;

public sealed class LostHoldersTests
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(8);
    private readonly FakeTimeProvider _time = new();
    private readonly LostHolders _lost;

    public LostHoldersTests() => _lost = new LostHolders(_time);

    [Fact]
    public void A_holder_is_lost_when_every_look_of_the_time_has_found_it()
    {
        Assert.Empty(Look(7));
        _time.Advance(Age / 2);
        Assert.Empty(Look(7, 8));
        _time.Advance(Age / 2);

        Assert.Equal([7], Look(7, 8));
    }

    [Fact]
    public void One_that_registered_in_between_counts_anew()
    {
        Look(7);
        _time.Advance(Age / 2);
        Look();
        _time.Advance(Age / 2);

        Assert.Empty(Look(7));
    }

    [Fact]
    public void Claims_and_permits_are_looked_for_apart()
    {
        Look(7);
        _time.Advance(Age);

        Assert.Empty(_lost.StillLost(LostHolders.Kind.Permits, [7], Age));
        Assert.Equal([7], Look(7));
    }

    private IReadOnlyList<int> Look(params int[] found) => _lost.StillLost(LostHolders.Kind.Claims, found, Age);
}
