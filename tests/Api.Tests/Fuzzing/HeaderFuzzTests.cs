using System.Globalization;
using System.Text;
using BusQStash.Api.Http;
using BusQStash.Api.Publishing;
using BusQStash.Api.Schedules;
using BusQStash.Contracts.Messages;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Durations;
using BusQStash.Testing.Fuzzing;
using CsCheck;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Fuzzing;

/// <summary>Readers of header values get anything: nothing may throw, take long or take much memory, and what is read keeps its promises.</summary>
public sealed class HeaderFuzzTests
{
    private static readonly string[] Numbers = ["0", "1", "9", "10", "2.5", ".", "999999999999999999999", "0.0000000001", "-", "+", "e", "1e9", "٣", " ", "\t", "NaN", "∞"];

    private static readonly MessageSpecReader Specs =
        new(new DestinationRules(Options.Create(new DestinationOptions())), Options.Create(new PublishingOptions()));

    [Fact]
    public void Every_text_is_read_as_a_duration_or_refused() => Inputs.Texts([.. Numbers, "s", "m", "h", "d", "S", "D", "ms", "1d10h30m", ","]).Check(text =>
        Assert.True(!Duration.TryParse(text, out var ms) || (ms >= 0 && ms <= TimeSpan.FromDays(366_000).TotalMilliseconds)));

    [Fact]
    public void Every_text_is_read_as_a_retry_delay_expression_or_refused() => Inputs.Texts(
        [.. Numbers, "retried", "pow", "exp", "sqrt", "abs", "floor", "ceil", "round", "min", "max", "(", ")", ",", "*", "/", "pow(2,", "((((((((", "--------", "exp(exp("]).Check(text =>
        {
            if (RetryDelayExpression.TryParse(text, out var expression, out _))
            {
                Assert.All((int[])[0, 1, 1000, int.MaxValue], retried => Assert.InRange(expression!.Evaluate(retried), 0, RetryDelayExpression.MaxDelayMs));
            }
        });

    [Fact]
    public void Every_text_is_read_as_a_flow_control_value_or_refused() => Inputs.Texts(
        [.. Numbers, "parallelism", "rate", "period", "PERIOD", "=", ",", "parallelism=3", "rate=10", "period=1m", "7d", "==", "2147483648"]).Check(text =>
        {
            if (FlowControlValue.Read("key", text, out var spec) is null)
            {
                Assert.True(spec!.Parallelism is > 0 || spec.Rate is > 0);
                Assert.InRange(spec.PeriodSeconds, 1, 7 * 24 * 3600);
            }
        });

    [Fact]
    public void Every_text_is_read_as_a_redact_list_or_refused() => Inputs.Texts(
        "body", "header", "headers", "[", "]", "[Authorization]", "header[X]", "headers[", ",", " ", "BODY", "\u0130", "[[", "]]", "a", "\0", "é").Check(text =>
        {
            if (RedactFields.Read(new HeaderLayers([new HeaderLine(PublishHeader.RedactFields, text)]).Parts(PublishHeader.RedactFields), out var spec) is null)
            {
                Assert.All(spec?.Headers ?? [], name => Assert.True(ByteText.IsToken(name)));
            }
        });

    [Fact]
    public void Every_text_is_read_as_a_destination_or_refused() => Inputs.Texts(
        "http://", "https://", "HTTP:", "h", "/", "//", "?", "#", "@", ":", "[", "]", "::1", "%25", "%", "%2F", "\\", ".", "..", "xn--", "é", "\u3002", "\ud800", "\r\n", "\t", " ", "80",
        "99999", "-1", "localhost", "127.0.0.1", "0x7f", "a", "\u0131", "℀", "\u00ad").Check(text =>
        {
            if (PublishedUrl.Read(text, out var url, out var parsed) is null)
            {
                Assert.True(Ascii.IsValid(url));
                Assert.DoesNotContain(url, c => c is <= ' ' or '\u007f' or '#');
                Assert.NotEmpty(parsed!.Uri.IdnHost);
            }
        });

    [Fact]
    public void Every_text_is_read_as_a_cron_expression_or_refused()
    {
        var cron = Inputs.Texts(
            [
                .. Numbers, "* * * * *", "*/5 ", "0 0 30 2 *", "59 23 31 12 7", "0 0 29 2 MON#5", "1-5", ",", "/", "-", "#", "*", "?", "L", "W", "LW", "L-30", "15W", "H", "H(0-29)/5", "JAN", "sun", "@daily", "@every_second", "@every ", "@every 1h", "1h30m", "90s", "1.5s", "FRI-MON", "5-1",
                "@", "\0", "CRON_TZ=", "cron_tz=Europe/Berlin ", "CRON_TZ=America/St_Johns 30 2 * * * ", "CRON_TZ=Antarctica/Troll ", "CRON_TZ=Etc/GMT+12 ", "CRON_TZ=Europe ", "CRON_TZ=posix/", "TZ=", "../", "\r\n",
            ]);
        // No schedule stands beyond: the last instant there is lies in 2499.
        var instants = Gen.Long[0, DateTimeOffset.Parse("2600-01-01T00:00:00Z", CultureInfo.InvariantCulture).Ticks];
        Gen.Select(cron, instants).Check(input => input.Item1.Length, input =>
        {
            var (text, ticks) = input;
            var wrong = CronSchedule.Read(text, out var schedule);
            Assert.True(wrong is null || !wrong.Contains('\0', StringComparison.Ordinal));
            if (wrong is null)
            {
                Assert.Equal(-1, text.IndexOf('\0', StringComparison.Ordinal)); // Not xunit's search: it takes memory for every character.
                var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
                var next = schedule!.After(instant);
                Assert.True(next is null || next > instant);
                Assert.True(next is null || schedule.After(next.Value) is not { } second || second > next);
                Assert.True(schedule.From(instant, instant) is not { } first || (first >= instant && (first == instant || first == next)));
            }
        });
    }

    [Fact]
    public void Whole_sets_of_headers()
    {
        string[] names =
        [
            "Upstash-Delay", "Upstash-Not-Before", "Upstash-Retries", "Upstash-Retry-Delay", "Upstash-Timeout", "Upstash-Method", "Upstash-Label", "Upstash-Callback",
            "Upstash-Callback-Delay", "Upstash-Callback-Forward-X", "Upstash-Failure-Callback", "Upstash-Flow-Control-Key", "Upstash-Flow-Control-Value",
            "Upstash-Redact-Fields", "Upstash-Header-Forward", "Upstash-Forward-X", "Upstash-Workflow-RunId", "Content-Type", "Connection", "X-Mine", "",
        ];
        var value = Inputs.Texts([.. Numbers, "true", "https://example.com", "GET", "s", "a,b", "parallelism=1", "body", "X-Mine", "\r\n", "\0"]);
        var line = Gen.Select(Inputs.Of(names), value, (name, text) => new HeaderLine(name, text));
        line.Array[0, 12].Check(lines => lines.Sum(one => one.Name.Length + one.Value.Length), lines =>
        {
            var refusals = new Refusals();
            var spec = Specs.Read(new HeaderLayers(lines), lines, DateTimeOffset.UnixEpoch, refusals);
            Assert.True(refusals.First is not null || spec.Headers.All(header => ByteText.IsToken(header.Name) && !ByteText.HasControlCharacter(header.Value)));
        });
    }
}
