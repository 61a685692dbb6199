using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Headers;
using CsCheck;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Publishing;

public sealed class SpecHeadersTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);

    private static readonly MessageSpecReader Reader = new(
        new DestinationRules(Options.Create(new DestinationOptions())), Options.Create(new PublishingOptions()));

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly Gen<string> Word = Gen.Char["abcXYZ019-_."].Array[1, 8].Select(letters => new string(letters));

    private static readonly Gen<string> Value = Gen.Char["az,;=\"' \u00e9\u00ff[]{}"].Array[0, 12].Select(letters => new string(letters));

    private static readonly Gen<HeaderLine> Header =
        Gen.Select(Word, Value, (name, value) => new HeaderLine(HeaderName.Canonical($"X{name}"), value));

    private static readonly Gen<FlowControlSpec?> Flow = Gen.Select(
        Gen.Bool, Word, Gen.Int[1, 1000], Gen.Int[1, 1000], Gen.Int[1, 604_800], Gen.Int[0, 2],
        (given, key, parallelism, rate, period, which) => given
            ? new FlowControlSpec(key, which == 1 ? null : parallelism, which == 2 ? null : rate, period)
            : null);

    private static readonly Gen<IReadOnlyList<HeaderLine>> Kept = Gen.Select(
        Word, Gen.Bool, (value, given) => (IReadOnlyList<HeaderLine>)(given
            ? [new HeaderLine("Workflow-Runid", value), new HeaderLine("Feature-Set", value)]
            : []));

    private static readonly Gen<CallbackSpec> Callback = Gen.Select(
        Word, Gen.Long[1, 7_200_000], Gen.Int[0, 1000], Gen.Long[0, 1_000_000], Header.Array[0, 3], Flow, Kept, Gen.Bool,
        (word, timeout, retries, delay, headers, flow, kept, given) => new CallbackSpec
        {
            Url = $"https://callback.example/{word}",
            Method = given ? "PUT" : "POST",
            TimeoutMs = given ? timeout : null,
            Retries = given ? retries : null,
            RetryDelayExpression = given ? "1000 * (1 + retried)" : null,
            DelayMs = delay,
            Headers = Grouped(headers),
            FlowControl = flow,
            Options = kept,
        });

    private static readonly Gen<RedactionSpec?> Redaction = Gen.Select(
        Gen.Bool, Gen.Bool, Header.Array[0, 2], (body, all, headers) => body || all || headers.Length > 0
            ? new RedactionSpec(body, all, [.. headers.Select(header => header.Name)])
            : null);

    private static readonly Gen<MessageSpec> Spec = Gen.Select(
        Gen.Select(Gen.Int[0, 4].Select(i => Methods[i]), Header.Array[0, 4], Gen.Bool, Gen.Long[1, 7_200_000], Gen.Int[0, 1000]),
        Gen.Select(Callback, Callback, Callback, Gen.Int[0, 7]),
        Gen.Select(Word.Array[0, 3], Flow, Redaction, Gen.Long[1, 31_536_000_000], Kept),
        (common, callbacks, rest) => new MessageSpec
        {
            Method = common.Item1,
            Headers = [.. common.Item3 ? [new HeaderLine("Content-Type", "text/plain; charset=utf-8")] : Array.Empty<HeaderLine>(), .. Grouped(common.Item2)],
            TimeoutMs = common.Item3 ? common.Item4 : null,
            MaxRetries = common.Item5,
            RetryDelayExpression = common.Item3 ? "pow(2, retried) * 1000" : null,
            Callback = (callbacks.Item4 & 1) == 0 ? null : callbacks.Item1 with { FailureCallback = (callbacks.Item4 & 2) == 0 ? null : callbacks.Item2 },
            FailureCallback = (callbacks.Item4 & 4) == 0 ? null : callbacks.Item3,
            Labels = [.. rest.Item1.Distinct()],
            FlowControl = rest.Item2,
            Redaction = rest.Item3,
            NotBefore = common.Item3 ? Now.ToUnixTimeMilliseconds() + rest.Item4 : null,
            Options = rest.Item5,
        });

    [Fact]
    public void What_is_written_is_read_back_the_same() => Spec.Sample(
        spec => Assert.Equivalent(spec, Read(SpecHeaders.Of(spec)), strict: true),
        iter: 2_000);

    [Fact]
    public void A_layer_over_them_takes_their_place_name_by_name()
    {
        var spec = new MessageSpec
        {
            Headers = [new("Content-Type", "text/plain"), new("X-A", "1"), new("X-A", "2"), new("X-B", "3")],
            MaxRetries = 5,
            Callback = new CallbackSpec { Url = "https://callback.example/", Retries = 2 },
            FlowControl = new FlowControlSpec("k", 3, null, 1),
        };
        var read = Read(
            SpecHeaders.Of(spec),
            [
                new("upstash-retries", "0"), new("Upstash-Forward-x-a", "9"), new("Upstash-Callback", "https://other.example/"),
                new("Upstash-Flow-Control-Value", "rate=7"),
            ]);

        Assert.Equal(0, read.MaxRetries);
        Assert.Equal([new("Content-Type", "text/plain"), new("X-A", "9"), new("X-B", "3")], read.Headers);
        Assert.Equal(("https://other.example/", 2), (read.Callback!.Url, read.Callback.Retries));
        Assert.Equal(new FlowControlSpec("k", null, 7, 1), read.FlowControl);
    }

    private static MessageSpec Read(params IReadOnlyList<HeaderLine>[] layers)
    {
        var refusals = new Refusals();
        var spec = Reader.Read(new HeaderLayers(layers), [], Now, refusals);
        Assert.Null(refusals.First);
        return spec;
    }

    /// <summary>Lines of one name stand together, as a reader finds them.</summary>
    private static HeaderLine[] Grouped(IEnumerable<HeaderLine> headers) => [.. headers.GroupBy(header => header.Name).SelectMany(group => group)];
}
