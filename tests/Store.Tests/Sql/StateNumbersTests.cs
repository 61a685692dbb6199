using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using BusQStash.Store.Delays;
using BusQStash.Store.Events;
using BusQStash.Store.Messages;
using BusQStash.Store.Workflows;
using BusQStash.Testing.Processes;
using Xunit;

namespace BusQStash.Store.Tests.Sql;

public sealed partial class StateNumbersTests
{
    [Theory]
    [InlineData(typeof(MessageState), typeof(MessageStateSql))]
    [InlineData(typeof(EventState), typeof(EventStateSql))]
    [InlineData(typeof(RunState), typeof(RunStateSql))]
    [InlineData(typeof(RunEventState), typeof(RunEventStateSql))]
    [InlineData(typeof(FailureState), typeof(FailureStateSql))]
    [InlineData(typeof(StepKind), typeof(StepKindSql))]
    public void Statements_use_the_numbers_of_the_enumeration(Type states, Type numbers)
    {
        var named = Constants(numbers).Where(constant => Enum.IsDefined(states, constant.Key)).ToArray();

        Assert.NotEmpty(named);
        Assert.All(named, constant => Assert.Equal(((int)Enum.Parse(states, constant.Key)).ToString(CultureInfo.InvariantCulture), constant.Value));
        Assert.All(Constants(numbers).Except(named), constant => Assert.False(Number().IsMatch(constant.Value), $"{constant.Key} names no state."));
    }

    [Fact]
    public void Statements_use_the_numbers_of_due_rows() => Assert.Equal(
        [DueRow.MessageKind, DueRow.LaneKind, DueRow.BusKind, DueRow.WaiterKind],
        new[] { DueKindSql.Message, DueKindSql.Lane, DueKindSql.Bus, DueKindSql.Waiter }.Select(int.Parse));

    [Fact]
    public void Every_state_of_a_message_has_its_number() =>
        Assert.Empty(Enum.GetNames<MessageState>().Except(Constants(typeof(MessageStateSql)).Select(constant => constant.Key)));

    [Fact]
    public void States_of_messages_from_delivered_on_are_final() => Assert.Equal(MessageStateSql.Delivered, MessageStateSql.FirstFinal);

    [Fact]
    public void No_statement_spells_a_state_as_a_number()
    {
        var spelled = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "Store"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Where(line => Spelled().IsMatch(line)).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"));

        Assert.Empty(spelled);
    }

    private static KeyValuePair<string, string>[] Constants(Type type) =>
    [
        .. type.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.Name != nameof(MessageStateSql.FirstFinal))
            .Select(field => KeyValuePair.Create(field.Name, (string)field.GetRawConstantValue()!)),
    ];

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(state|kind) (=|<>|<|>|in) \(?[0-9]")]
    private static partial Regex Spelled();
}
