using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using BusQStash.Api.Http;
using BusQStash.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class CallLogTests : IAsyncLifetime
{
    private readonly Recorder _log = new();
    private readonly ApiHost _api = new();

    public ValueTask InitializeAsync()
    {
        _api.Settings["BusQStash:Tokens:ci:Token"] = "of-ci";
        _api.Settings["BusQStash:Tokens:ci:Rights"] = "publish";
        _api.Settings["BusQStash:Tokens:ci:Hosts"] = "example.com";
        _api.Replace = services => services.AddSingleton<ILogger<CallLog>>(_log);
        return _api.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_change_is_one_line_with_the_name_of_its_token()
    {
        await _api.CallAsync("POST", "/v2/queues?qstash_token=secret", """{"queueName":"q"}""");
        await _api.CallAsync("GET", "/v2/queues");

        var line = Assert.Single(Lines());
        Assert.StartsWith("Token root: POST /v2/queues was answered with 200", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_is_told_at_level_debug_without_its_destination()
    {
        await _api.CallAsync("POST", "/v2/publish/https://example.com/?key=secret", "", ("Authorization", "Bearer of-ci"));

        var line = Assert.Single(_log.Lines);
        Assert.Equal(LogLevel.Debug, line.Level);
        Assert.StartsWith("Token ci: POST /v2/publish was answered with 200", line.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_a_token_has_no_right_to_is_one_line_and_counted()
    {
        using var counted = new Refused(_api);
        await _api.CallAsync("DELETE", "/v2/queues/a%0Ab", "", ("Authorization", "Bearer of-ci"));

        Assert.StartsWith("Token ci: DELETE /v2/queues/a%0Ab from 127.0.0.1 was rejected with 403", Assert.Single(Lines()).Message, StringComparison.Ordinal);
        Assert.Equal(["right"], counted.Reasons);
    }

    [Fact]
    public async Task A_message_out_of_bounds_is_one_line_and_counted()
    {
        using var counted = new Refused(_api);
        await _api.CallAsync("POST", "/v2/publish/https://elsewhere.net/?key=secret", "", ("Authorization", "Bearer of-ci"));

        var line = Assert.Single(Lines()).Message;
        Assert.StartsWith("Token ci: a message was rejected with 403", line, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Equal(["bounds"], counted.Reasons);
    }

    [Fact]
    public async Task Guessing_is_counted_and_does_not_fill_the_log()
    {
        using var counted = new Refused(_api);
        for (var i = 0; i < 20; i++)
        {
            await _api.CallAsync("GET", "/v2/queues", "", ("Authorization", "Bearer guess"));
        }

        Assert.Equal(20, counted.Reasons.Count(reason => reason == "token"));
        Assert.InRange(Lines().Count, 1, 19);
        Assert.DoesNotContain(Lines(), line => line.Message.Contains("guess", StringComparison.Ordinal));
    }

    private List<(LogLevel Level, string Message)> Lines() => [.. _log.Lines.Where(line => line.Level >= LogLevel.Information)];

    [Fact]
    public async Task A_bulk_action_is_logged_with_its_kind_its_size_and_the_names_of_its_filters()
    {
        await _api.CallAsync("POST", "/busqstash/bulkActions", "{\"kind\":\"cancel\",\"filter\":{\"url\":[\"https://a.example/?token=secret\"],\"queueName\":\"q\"}}");
        var line = Assert.Single(_log.Lines, line => line.Message.Contains("bulk action", StringComparison.Ordinal));
        Assert.StartsWith("Token root: bulk action ", line.Message, StringComparison.Ordinal);
        Assert.Contains(" began: cancel of 0 by filters url, queueName (from ", line.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", line.Message, StringComparison.Ordinal);
    }

    private sealed class Recorder : ILogger<CallLog>
    {
        public ConcurrentQueue<(LogLevel Level, string Message)> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue((logLevel, formatter(state, exception)));
    }

    /// <summary>Why this server's calls were refused; other tests' servers have meters of the same name.</summary>
    private sealed class Refused : IDisposable
    {
        private readonly MeterListener _listener = new();

        public Refused(ApiHost api)
        {
            var factory = api.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "busqstash.calls.refused" && instrument.Meter.Scope == factory)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Reasons.Enqueue((string)tags[0].Value!));
            _listener.Start();
        }

        public ConcurrentQueue<string> Reasons { get; } = new();

        public void Dispose() => _listener.Dispose();
    }
}
