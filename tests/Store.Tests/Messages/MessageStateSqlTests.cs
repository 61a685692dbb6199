using System.Globalization;
using System.Reflection;
using BusQStash.Store.Messages;
using Xunit;

namespace BusQStash.Store.Tests.Messages;

public sealed class MessageStateSqlTests
{
    [Fact]
    public void Statements_use_the_numbers_of_the_enumeration() => Assert.All(
        Enum.GetValues<MessageState>(),
        state => Assert.Equal(
            ((int)state).ToString(CultureInfo.InvariantCulture),
            typeof(MessageStateSql).GetField(state.ToString(), BindingFlags.Static | BindingFlags.Public)!.GetRawConstantValue()));

    [Fact]
    public void States_from_delivered_on_are_final() => Assert.Equal(
        MessageStateSql.FirstFinal, ((int)MessageState.Delivered).ToString(CultureInfo.InvariantCulture));
}
