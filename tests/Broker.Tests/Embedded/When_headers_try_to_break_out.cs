using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using BusQStash.Testing;
using BusQStash.Testing.Programs;
using Xunit;

namespace BusQStash.Broker.Tests.Embedded;

/// <summary>The whole way over real sockets: bytes in at the Api, bytes out at the destination.</summary>
public sealed class When_headers_try_to_break_out
{
    private const int Batch = 200;

    private static readonly string[] Usual =
        ["content-length", "host", "upstash-caller-ip", "upstash-max-retries", "upstash-message-id", "upstash-region", "upstash-retried", "upstash-signature", "user-agent"];

    private static readonly string[] Texts =
    [
        "\r\nX-Injected: 1", "\nX-Injected: 1", "\rX-Injected: 1", "\r\n folded", "\n\tfolded", "\0", "\u000b", "\u0085X-Injected: 1", "\u2028X-Injected: 1", "čĊX-Injected: 1", "嘍嘊X-Injected: 1",
        "%0d%0aX-Injected: 1", ": 1", ":", " ", "\t", "é",
    ];

    private static readonly string[] Forged =
    [
        "Upstash-Signature", "upstash_signature", "Upstash.Signature", "UPSTASH-MESSAGE-ID", "Upstash-Message_Id", "Upstash-Retried", "Upstash-Max-Retries", "Upstash-Region", "Upstash_Caller_Ip",
        "Upstash-Topic-Name", "Upstash-Schedule-Id", "Host", "Content-Length", "Content_Length", "Transfer-Encoding", "transfer_encoding", "Connection", "TE", "Proxy-Connection", "Proxy_Authorization",
    ];

    [Fact]
    public async Task No_header_arrives_that_nobody_asked_for()
    {
        await using var sink = new HeadSink();
        await using var server = await BusQStashProcess.StartApiAsync();
        var cases = Cases().ToArray();

        var accepted = await SendBatchesAsync(server, sink, cases);
        accepted.AddRange(await SendRawAsync(server, sink, cases));

        Assert.InRange(accepted.Count, cases.Length / 2, cases.Length * 2);
        await Eventually.TrueAsync(() => accepted.TrueForAll(one => sink.Heads.ContainsKey(one.Target)), $"{accepted.Count} deliveries", TimeSpan.FromMinutes(2));
        foreach (var (target, name) in accepted)
        {
            var unasked = sink.Heads[target].Select(line => line.Split(':')[0].ToLowerInvariant()).Except(Usual).Except([AskedFor(name)]);
            Assert.True(!unasked.Any(), $"{name}: {string.Join('\n', sink.Heads[target])}");
            Assert.DoesNotContain(sink.Heads[target], line => line.Contains("forged", StringComparison.Ordinal) && !Forgeable(name));
        }
    }

    private static bool Forgeable(string name) => !Forged.Contains(name);

    /// <summary>In a header line the first colon ends the name.</summary>
    private static string AskedFor(string name) => name.Split(':')[0].ToLowerInvariant();

    /// <summary>Every byte and every text in a name and in a value, and every name nobody may use.</summary>
    private static IEnumerable<(string Name, string Value)> Cases()
    {
        foreach (var text in Enumerable.Range(0, 256).Select(octet => ((char)octet).ToString()).Concat(Texts))
        {
            yield return ($"X-Mi{text}ne", "value");
            yield return ("X-Mine", $"va{text}lue");
        }

        foreach (var name in Forged)
        {
            yield return (name, "forged");
        }
    }

    private static async Task<List<(string Target, string Name)>> SendBatchesAsync(BusQStashProcess server, HeadSink sink, (string Name, string Value)[] cases)
    {
        List<(string, string)> accepted = [];
        foreach (var part in cases.Index().Chunk(Batch))
        {
            var items = part.Select(one => new
            {
                destination = $"{sink.Url}/batch{one.Index}",
                headers = new Dictionary<string, string> { [$"Upstash-Forward-{one.Item.Name}"] = one.Item.Value },
            });
            using var content = new StringContent(JsonSerializer.Serialize(items), Encoding.UTF8, "application/json");
            using var answer = await server.Http.PostAsync("v2/batch", content, TestContext.Current.CancellationToken);
            var slots = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).EnumerateArray();
            accepted.AddRange(part.Zip(slots).Where(pair => pair.Second.TryGetProperty("messageId", out _))
                .Select(pair => (string.Create(CultureInfo.InvariantCulture, $"/batch{pair.First.Index}"), pair.First.Item.Name)));
        }

        return accepted;
    }

    /// <summary>Each in the header and in the query of a request of its own, on a bare socket.</summary>
    private static async Task<List<(string Target, string Name)>> SendRawAsync(BusQStashProcess server, HeadSink sink, (string Name, string Value)[] cases)
    {
        List<(string, string)> accepted = [];
        foreach (var (index, (name, value)) in cases.Index())
        {
            if (await SendAsync(server, $"{sink.Url}/header{index}", $"Upstash-Forward-{name}: {value}\r\n"))
            {
                accepted.Add(($"/header{index}", name));
            }

            if (await SendAsync(server, $"{sink.Url}/query{index}?upstash-forward-{Escape(name)}={Escape(value)}", ""))
            {
                accepted.Add(($"/query{index}", name));
            }
        }

        return accepted;
    }

    private static async Task<bool> SendAsync(BusQStashProcess server, string destination, string lines)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var address = new Uri(server.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        var head = $"POST /v2/publish/{destination} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\nAuthorization: Bearer {BusQStashProcess.DevelopmentToken}\r\n{lines}\r\n";

        // Latin-1 would write other letters for those it has not.
        await client.GetStream().WriteAsync((head.All(c => c <= '\u00ff') ? Encoding.Latin1 : Encoding.UTF8).GetBytes(head), cancellation);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        return (await reader.ReadToEndAsync(cancellation)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
    }

    private static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(octet => $"%{octet:X2}"));
}
