using BusQStash.Bus.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Bus.Tests.Instances;

public sealed class LedgerContactTests : IDisposable
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
    public void A_ledger_that_fails_for_longer_than_any_gap_is_lost_until_it_answers()
    {
        Assert.False(_contact.Lost.IsCancellationRequested);
        _contact.Failed();
        Assert.False(_contact.Lost.IsCancellationRequested, "It never answered: the start waits for it.");
        Answer(1);
        var lost = _contact.Lost;

        _contact.Failed();
        Assert.False(lost.IsCancellationRequested);
        _time.Advance(LedgerContact.LongestGap + TimeSpan.FromMilliseconds(1));
        _contact.Failed();
        Assert.True(lost.IsCancellationRequested);
        Assert.True(_contact.Lost.IsCancellationRequested);

        Answer(1);
        Assert.False(_contact.Lost.IsCancellationRequested);
    }

    [Fact]
    public void A_process_that_stood_still_has_not_lost_the_ledger()
    {
        Answer(1);

        _time.Advance(LedgerContact.LongestGap * 10);

        Assert.False(_contact.Lost.IsCancellationRequested);
    }

    [Fact]
    public void A_file_is_never_away()
    {
        using var contact = new LedgerContact(StoreKind.Sqlite, _time);

        Assert.Equal(TimeSpan.MaxValue, contact.Unbroken);
        Assert.False(contact.Lost.CanBeCanceled);
    }

    public void Dispose() => _contact.Dispose();

    private void Answer(int times)
    {
        for (var time = 0; time < times; time++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _contact.Answered();
        }
    }
}
