using System.Threading.Channels;
using BusQStash.Api.Tokens;
using BusQStash.Store.Tokens;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace BusQStash.Api.Tests.Tokens;

public sealed class LedgerTokensTests
{
    [Fact]
    public async Task A_list_that_was_being_read_while_a_token_was_revoked_serves_no_later_call()
    {
        var ledger = new SlowLedger();
        using var known = new LedgerTokens(ledger, new FakeTimeProvider());
        var early = known.FindAsync("hash", TestContext.Current.CancellationToken).AsTask();
        var answer = await ledger.AskedAsync();

        known.Forget();
        answer.SetResult([new ApiToken("mine", "hash", default, [], [], DateTimeOffset.UnixEpoch, null)]);
        Assert.NotNull((await early).Caller);

        var late = known.FindAsync("hash", TestContext.Current.CancellationToken).AsTask();
        (await ledger.AskedAsync()).SetResult([]);
        Assert.Null((await late).Caller);
    }

    /// <summary>A ledger whose answers come when the test says so.</summary>
    private sealed class SlowLedger : IApiTokens
    {
        private readonly Channel<TaskCompletionSource<IReadOnlyList<ApiToken>>> _asked = Channel.CreateUnbounded<TaskCompletionSource<IReadOnlyList<ApiToken>>>();

        public ValueTask<TaskCompletionSource<IReadOnlyList<ApiToken>>> AskedAsync() => _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

        public Task<IReadOnlyList<ApiToken>> ListAsync(CancellationToken cancellationToken)
        {
            var answer = new TaskCompletionSource<IReadOnlyList<ApiToken>>();
            Assert.True(_asked.Writer.TryWrite(answer));
            return answer.Task;
        }

        public Task<bool> AddAsync(ApiToken token, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiToken?> RotateAsync(string name, string hash, DateTimeOffset previousUntil, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UsedAsync(string name, DateTimeOffset time, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastUsesAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
