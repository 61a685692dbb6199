using BusQStash.Bus.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Instances;

public sealed class LedgerContactTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LedgerContact _contact;

    public LedgerContactTests() => _contact = new LedgerContact(StoreKind.Postgres, _time);

    [Fact]
    public void It_lasts_from_the_first_answer()
    {
        Assert.Equal(TimeSpan.Zero, _contact.Unbroken);

        Answer(5);

        Assert.Equal(TimeSpan.FromSeconds(4), _contact.Unbroken);
    }

    [Fact]
    public void A_failure_breaks_it_and_it_counts_anew_from_the_next_answer()
    {
        Answer(10);
        _contact.Failed();
        Assert.Equal(TimeSpan.Zero, _contact.Unbroken);

        Answer(3);

        Assert.Equal(TimeSpan.FromSeconds(2), _contact.Unbroken);
    }

    [Fact]
    public void A_process_that_stood_still_knows_nothing_of_the_time_it_missed()
    {
        Answer(10);

        _time.Advance(LedgerContact.LongestGap + TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.Zero, _contact.Unbroken);
        _contact.Answered();

        Assert.Equal(TimeSpan.Zero, _contact.Unbroken);
    }

    [Fact]
    public void A_file_is_never_away() =>
        Assert.Equal(TimeSpan.MaxValue, new LedgerContact(StoreKind.Sqlite, _time).Unbroken);

    private void Answer(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _contact.Answered();
        }
    }
}
