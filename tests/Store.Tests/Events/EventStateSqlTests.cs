using System.Globalization;
using BusQStash.Store.Events;
using Xunit;

namespace BusQStash.Store.Tests.Events;

public sealed class EventStateSqlTests
{
    [Fact]
    public void The_numbers_in_statements_are_those_of_the_enumeration() => Assert.Equal(
        [Number(EventState.Created), Number(EventState.Error)],
        [EventStateSql.Created, EventStateSql.Error]);

    private static string Number(EventState state) => ((int)state).ToString(CultureInfo.InvariantCulture);
}
