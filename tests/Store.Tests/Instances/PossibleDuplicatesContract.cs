using BusQStash.Store.Instances;
using BusQStash.Store.Tests.Harness;
using Xunit;

namespace BusQStash.Store.Tests.Instances;

public abstract class PossibleDuplicatesContract(IStoreHarness harness) : StoreContract(harness)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000);

    private IPossibleDuplicates Duplicates => Get<IPossibleDuplicates>();

    [Fact]
    public async Task Remembers_ranges_of_several_processes()
    {
        await Duplicates.RecordAsync(new CommandRange(1, 5, 9), Now, None);
        await Duplicates.RecordAsync(new CommandRange(2, 5, long.MaxValue), Now, None);

        Assert.Equal(
            [new CommandRange(1, 5, 9), new CommandRange(2, 5, long.MaxValue)],
            (await Duplicates.ListAsync(None)).OrderBy(range => range.Origin));
    }

    [Fact]
    public async Task Widens_a_range_and_never_narrows_it()
    {
        await Duplicates.RecordAsync(new CommandRange(1, 5, 9), Now, None);
        await Duplicates.RecordAsync(new CommandRange(1, 5, 20), Now, None);
        await Duplicates.RecordAsync(new CommandRange(1, 5, 7), Now, None);

        Assert.Equal([new CommandRange(1, 5, 20)], await Duplicates.ListAsync(None));
    }

    [Fact]
    public async Task Forgets_ranges_by_the_time_they_were_last_written()
    {
        await Duplicates.RecordAsync(new CommandRange(1, 1, 2), Now, None);
        await Duplicates.RecordAsync(new CommandRange(2, 1, 2), Now.AddDays(1), None);

        await Duplicates.ForgetAsync(Now.AddHours(1), None);

        Assert.Equal([new CommandRange(2, 1, 2)], await Duplicates.ListAsync(None));
    }
}
