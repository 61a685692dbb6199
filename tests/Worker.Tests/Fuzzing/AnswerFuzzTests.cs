using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Durations;
using BusQStash.Rules.Retries;
using BusQStash.Testing.Fuzzing;
using Xunit;

namespace BusQStash.Worker.Tests.Fuzzing;

/// <summary>What comes from destinations and from the ledger is read whatever it is.</summary>
public sealed class AnswerFuzzTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);

    private static readonly string[] Pieces =
    [
        "0", "1", "120", "2.5", ".", "-", "+", "e", "s", "ms", "us", "µs", "Âµs", "ns", "m", "h", "6m5s", "1.5h", " ", "\t", ",", "99999999999999999999", "NaN", "Infinity", "∞", "٣",
        "Fri, ", "31 Dec 1999 23:59:59 GMT", "Tue, 14 Nov 2023 22:13:30 GMT", "Nov", "GMT", "Wed, 01 Jan 9999 00:00:00 GMT", "\0", "\r\n",
    ];

    [Fact]
    public void Waits_a_destination_dictates() => Inputs.Texts(Pieces).Check(text =>
    {
        if (RetryAfter.Parse(text, Now) is { } wait)
        {
            Assert.InRange(wait, TimeSpan.Zero, Backoff.Longest);
        }

        _ = RetryAfter.From([new HeaderLine("Retry-After", text), new HeaderLine("x-ratelimit-reset", text)], Now);
    });

    [Fact]
    public void Every_text_is_read_as_a_go_duration_or_ignored() => Inputs.Texts(Pieces).Check(text =>
        Assert.True(!Duration.TryParseGo(text, out var duration) || duration >= TimeSpan.Zero));

    [Fact]
    public void Every_text_is_read_as_a_destination_or_refused() => Inputs.Texts(
        "http://", "https://", "HTTP:", "h", "/", "//", "?", "#", "@", ":", "[", "]", "::1", "%25", "%", "%2F", "\\", ".", "..", "xn--", "é", "\u3002", "\ud800", "\r\n", "\t", " ", "80",
        "99999", "-1", "localhost", "127.0.0.1", "0x7f", "a", "\u0131", "℀", "\u00ad", "ftp://", "file:///").Check(text =>
        {
            if (DestinationUrl.TryParse(text, out var destination))
            {
                Assert.NotNull(destination.Host);
                Assert.DoesNotContain(destination.Uri.PathAndQuery, c => c is <= ' ' or '\u007f' or '#');
            }
        });
}
