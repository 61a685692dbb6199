using System.Text;

namespace BusQStash.Api.Tests.Publishing.Injection;

/// <summary>Headers that try to be more than one header, or one that is not theirs to be. The same ones in the same order every time.</summary>
internal static class InjectionCorpus
{
    private const int Seed = 20261124;

    /// <summary>Where a name and a value reach a wire.</summary>
    public static readonly IReadOnlyList<string> Prefixes =
    [
        "Upstash-Forward-", "Upstash-Callback-Forward-", "Upstash-Failure-Callback-Forward-", "Upstash-Callback-Failure-Callback-Forward-",
        "", "Upstash-Workflow-", "Upstash-Callback-Workflow-",
    ];

    /// <summary>Whole headers whose value reaches a wire.</summary>
    private static readonly string[] Values =
        ["Content-Type", "Upstash-Method", "Upstash-Callback-Method", "Upstash-Forward-Content-Type", "Upstash-Feature-Set", "Upstash-Callback", "Upstash-Label"];

    /// <summary>What a receiver trusts, and what frames a request.</summary>
    private static readonly string[] Reserved =
    [
        "Upstash-Signature", "Upstash-Message-Id", "Upstash-Retried", "Upstash-Topic-Name", "Upstash-Schedule-Id", "Upstash-Caller-Ip",
        "Upstash-Region", "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer", "Upgrade", "Expect",
        "Proxy-Authorization", "Proxy-Connection", "Proxy-Anything", "HTTP2-Settings",
    ];

    private static readonly string[] Breaks =
    [
        "\r\nX-Injected: 1", "\nX-Injected: 1", "\rX-Injected: 1", "\r\n\r\nGET / HTTP/1.1", "\r\n X-Folded", "\r\n\tX-Folded", "\n folded", "\0", "\0\r\n",
        "%0d%0aX-Injected:1", "%0D%0A", "%250d%250a", "\\r\\n", "\u000b", "\u000c", "\u0085X-Injected: 1", "\u2028X-Injected: 1", "\u2029X-Injected: 1",
        "\u010d\u010aX-Injected: 1", "\u560d\u560aX-Injected: 1", "嘍嘊X-Injected: 1", "\u0a0d\u0d0aX: 1", "\uff0d\uff0a", "\ufeff", "\u200b", "\u202e", "\ud83d\ude00",
        "\u00c4\u008d\u00c4\u008a", "\u001b[2J", "\u007f", ": 1\r\nX-Injected", ":", " :", "\t", " ", ",", ";", "=", "\"", "(", ")", "@", "/", "{}", "é", "日本",
    ];

    private static readonly string[] Dressings =
        ["{0}", " {0}", "{0} ", "\t{0}", "{0}\t", "{0}:", ":{0}", "{0}\0", "\0{0}", "{0}\r\n", "\r\n{0}", "{0}\u00a0", "\ufeff{0}", "{0}\u200b", "{0}\u00ad", "({0})"];

    private static readonly string[] Hyphens = ["-", "_", ".", "\u2010", "\u2011", "\u2013", "\uff0d", "\u00ad-", "--", "", " ", "~", "!", "+"];

    private static readonly string[] Pieces =
    [
        "a", "X-", "Upstash-", "Signature", "upstash_", "\r", "\n", "\r\n", "\0", " ", "\t", ":", ": ", "%0d", "%0a", "\u010a", "\u010d", "\u0085", "é", "\u00ff", "-", "_", ".",
        "Host", "Content-Length", ",", "=", "&", "+", "%", "\u001f", "\u007f", "1", "\u2028", "Ⅷ", "ſ", "K", "ı",
    ];

    public static IEnumerable<InjectionCase> All(int count) => Bytes().Concat(Strings()).Concat(Names()).Concat(Chance()).Take(count);

    /// <summary>Every byte at the start, in the middle and at the end of every name and value.</summary>
    private static IEnumerable<InjectionCase> Bytes() =>
        from octet in Enumerable.Range(0, 256)
        from form in (string[])["{0}Mine", "Mi{0}ne", "Mine{0}"]
        let text = form.Replace("{0}", ((char)octet).ToString(), StringComparison.Ordinal)
        from one in Everywhere(text)
        select one;

    private static IEnumerable<InjectionCase> Strings() =>
        from hostile in Breaks
        from form in (string[])["{0}Mine", "Mi{0}ne", "Mine{0}"]
        from one in Everywhere(form.Replace("{0}", hostile, StringComparison.Ordinal))
        select one;

    /// <summary>Reserved names in other cases, with other hyphens, and dressed up.</summary>
    private static IEnumerable<InjectionCase> Names() =>
        from name in Reserved
        from cased in (string[])[name, name.ToLowerInvariant(), name.ToUpperInvariant(), name.Replace('s', 'ſ').Replace('k', 'K'), name.Replace('i', 'ı')]
        from hyphen in Hyphens
        from dressing in Dressings
        let dressed = dressing.Replace("{0}", cased.Replace("-", hyphen, StringComparison.Ordinal), StringComparison.Ordinal)
        from prefix in Prefixes.Take(2)
        from way in Enum.GetValues<InjectionWay>()
        select new InjectionCase(way, prefix + dressed, "forged");

    private static IEnumerable<InjectionCase> Chance()
    {
        var random = new Random(Seed);
        while (true)
        {
            var way = (InjectionWay)random.Next(3);
            var name = random.Next(3) == 0 ? Values[random.Next(Values.Length)] : Prefixes[random.Next(Prefixes.Count)] + Any(random);
            yield return new InjectionCase(way, name, Any(random));
        }
    }

    private static IEnumerable<InjectionCase> Everywhere(string text) =>
        from way in Enum.GetValues<InjectionWay>()
        from one in Prefixes.Select(prefix => (Name: prefix + text, Value: "value"))
            .Concat(Prefixes.Take(5).Select(prefix => (Name: prefix + "Mine", Value: text)))
            .Concat(Values.Select(name => (Name: name, Value: text)))
        select new InjectionCase(way, one.Name, one.Value);

    private static string Any(Random random)
    {
        var text = new StringBuilder();
        for (var left = random.Next(1, 9); left > 0; left--)
        {
            _ = random.Next(4) == 0 ? text.Append((char)random.Next(256)) : text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }
}
