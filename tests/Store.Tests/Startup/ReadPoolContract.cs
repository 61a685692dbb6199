using BusQStash.Store.Sql;
using BusQStash.Store.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Store.Tests.Startup;

public abstract class ReadPoolContract(IStoreHarness harness, string endless) : StoreContract(harness)
{
    private readonly IStoreHarness _harness = harness;

    [Fact]
    public async Task A_statement_that_takes_too_long_is_cut_off_and_the_next_one_is_not()
    {
        for (var i = 0; i < 3; i++)
        {
            await using (var connection = await Reads.OpenAsync(None))
            {
                var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(
                    () => Task.Run(() => connection.ExecuteScalarAsync<long>(new CommandDefinition(endless, cancellationToken: None))));
                Assert.Matches("interrupt|statement timeout", error.Message);
            }

            await using var another = await Reads.OpenAsync(None);
            Assert.Equal(1, await another.ExecuteScalarAsync<long>("select 1"));
        }
    }

    private IConnectionSource Reads => _harness.Services.GetRequiredKeyedService<IConnectionSource>(ReadPool.Key);
}
