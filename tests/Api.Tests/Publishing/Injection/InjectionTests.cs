using BusQStash.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Publishing.Injection;

public sealed class InjectionTests
{
    private static readonly InjectionReader Reader = new();

    [Fact]
    public void No_name_and_no_value_makes_another_header_or_a_reserved_one()
    {
        var count = CorpusSize.Of(150_000);
        var (read, refused) = (0, 0);
        List<string> wrong = [];
        foreach (var one in InjectionCorpus.All(count))
        {
            read++;
            if (Reader.Read(one) is not { } spec)
            {
                refused++;
            }
            else if (InjectionOracle.Judge(one, spec) is { } finding && wrong.Count < 100)
            {
                wrong.Add($"{one}: {finding}");
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(count, read);
        Assert.InRange(refused, count / 10, count * 9 / 10);
    }

    [Theory]
    [InlineData("Upstash-Forward-Mine", "va\tlue")]
    [InlineData("Upstash-Forward-Mine", "\u00e9\u0085")]
    [InlineData("Upstash-Callback-Forward-X!#$%&'*+-.^_`|~", "value")]
    [InlineData("upstash-forward-my_header", "value")]
    [InlineData("Upstash-Forward-Upstash-Label", "value")]
    [InlineData("Upstash-Forward-Hosts", "value")]
    public void What_may_be_said_is_said_in_every_way(string name, string value)
    {
        foreach (var way in Enum.GetValues<InjectionWay>())
        {
            var spec = Reader.Read(new InjectionCase(way, name, value));
            Assert.NotNull(spec);
            Assert.Single([.. spec.Headers, .. spec.Callback!.Headers]);
        }
    }
}
