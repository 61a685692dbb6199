using System.Net;

namespace BusQStash.Worker.Tests.Delivery.Guard;

/// <summary>What a name means during one attempt.</summary>
/// <param name="First">The answer to the first question for IPv4 addresses.</param>
/// <param name="Later">The answer to every further one: what rebinding is about.</param>
/// <param name="Six">The answer to questions for IPv6 addresses.</param>
/// <param name="Aliases">How many aliases lead to the addresses.</param>
internal sealed record NamePlan(IReadOnlyList<IPAddress> First, IReadOnlyList<IPAddress> Later, IReadOnlyList<IPAddress> Six, int Aliases)
{
    public static readonly NamePlan Nothing = new([], [], [], 0);

    /// <summary>Whether what a single look finds is all public.</summary>
    public bool IsPublic => !First.Concat(Six).Any(SpecialPurposeRegistries.Contain);

    /// <summary>The plan of one turn. Each kind of name keeps on turning between inside and outside.</summary>
    public static NamePlan Of(int turn, IPAddress outside, IPAddress outsideSix, IPAddress inside, IPAddress insideSix) => (turn % 8) switch
    {
        0 => new([outside], [inside], [], 0),
        1 => new([inside], [outside], [], 0),
        2 => new([outside, inside], [outside], [], 0),
        3 => new([inside], [outside], [], 3),
        4 => new([outside], [inside], [], 3),
        5 => new([outside], [outside], [insideSix], 0),
        6 => new([], [], [outsideSix], 1),
        _ => new([], [], [outsideSix, insideSix], 1),
    };

    public IReadOnlyList<NameRecord>? A(string name, int asked) => Records(name, asked == 0 ? First : Later);

    public IReadOnlyList<NameRecord>? Aaaa(string name) => Records(name, Six);

    private List<NameRecord>? Records(string name, IReadOnlyList<IPAddress> addresses)
    {
        if (this == Nothing)
        {
            return null;
        }

        List<NameRecord> records = [];
        for (var i = 0; i < Aliases && addresses.Count > 0; i++)
        {
            var alias = $"alias{i}.{name}";
            records.Add(new NameRecord(name, alias, null));
            name = alias;
        }

        records.AddRange(addresses.Select(address => NameRecord.Of(name, address)));
        return records;
    }
}
