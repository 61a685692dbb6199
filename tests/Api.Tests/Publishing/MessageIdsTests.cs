using BusQStash.Api.Publishing;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class MessageIdsTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));

    [Fact]
    public void Ids_are_unique_and_of_one_form()
    {
        var ids = new MessageIds(_time);
        var made = Enumerable.Range(0, 1000).Select(_ => ids.Next()).ToHashSet();
        Assert.Equal(1000, made.Count);
        Assert.All(made, id => Assert.Matches("^msg_[0-9A-Za-z]{22}$", id));
    }

    [Fact]
    public void Ids_sort_by_time()
    {
        var ids = new MessageIds(_time);
        var earlier = ids.Next();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(string.CompareOrdinal(earlier, ids.Next()) < 0);
    }

    [Fact]
    public void Derived_ids_follow_from_the_command_and_the_endpoint()
    {
        var command = new Guid("11111111-2222-3333-4444-555555555555");
        Assert.Equal(MessageIds.Derived(command, null), MessageIds.Derived(command, null));
        Assert.NotEqual(MessageIds.Derived(command, "https://a"), MessageIds.Derived(command, "https://b"));
        Assert.NotEqual(MessageIds.Derived(command, null), MessageIds.Derived(Guid.Empty, null));
        Assert.Matches("^msg_[0-9A-Za-z]{22}$", MessageIds.Derived(command, null));
    }
}
