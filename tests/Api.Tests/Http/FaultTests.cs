using System.Data.Common;
using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.Messages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly ApiHost _api = new()
    {
        Replace = services =>
        {
            services.AddSingleton<IMessageLedger>(new BrokenLedger());
            services.AddSingleton<IMessages>(new BrokenMessages());
        },
    };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_ledger_that_is_down_is_503_without_a_word_of_its_own()
    {
        foreach (var answer in new[]
        {
            await _api.PublishAsync("https://example.com"),
            await _api.CallAsync("POST", "/v2/batch", """[{"destination":"https://example.com"}]"""),
        })
        {
            answer.ExpectError(503, "ledger");
            Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
        }

        Assert.Empty(_api.Bus.Published);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_500_without_a_stack_trace()
    {
        var answer = await _api.CallAsync("GET", "/v2/messages/msg_1");
        answer.ExpectError(500, "internal error");
        Assert.DoesNotContain("secret", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_the_database_has_no_place_for_is_the_callers_mistake() =>
        (await _api.CallAsync("GET", "/v2/messages/nul")).ExpectError(400, "NUL");

    private sealed class BrokenLedger : IMessageLedger
    {
        public Task<IReadOnlyList<AcceptOutcome>> AcceptAsync(IReadOnlyList<NewMessage> messages, CancellationToken cancellationToken) =>
            throw new SqliteException("secret path", 14);

        public Task<bool> ClaimAsync(string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> IsOpenAsync(string messageId, int attempt, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<SettleOutcome> SettleAsync(AttemptSettlement settlement, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> DeferAsync(string messageId, int attempt, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }

    private sealed class BrokenMessages : IMessages
    {
        public Task<StoredMessage?> FindAsync(string messageId, CancellationToken cancellationToken) => throw (messageId == "nul"
            ? new NulInText()
            : new InvalidOperationException("secret"));

        public Task<long> BodyLengthAsync(string messageId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<StoredMessage>> FindManyAsync(
            IReadOnlyCollection<string> messageIds, CancellationToken cancellationToken, IReadOnlyCollection<string>? ahead = null) => throw new NotSupportedException();

        public Task<CanceledMessage?> CancelAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<RunNowOutcome> RunNowAsync(string messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<DateTimeOffset?> LastCancelAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class NulInText : DbException
    {
        public override string SqlState => "22021";
    }
}
