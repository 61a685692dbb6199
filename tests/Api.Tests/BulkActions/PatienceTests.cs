using BusQStash.Api.Tests.Hosting;
using BusQStash.Store.BulkActions;
using BusQStash.Store.Sql;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Api.Tests.BulkActions;

public sealed class PatienceTests : IAsyncLifetime
{
    private readonly ApiHost _api = new();

    public PatienceTests()
    {
        _api.Settings["BusQStash:BulkActions:Wait"] = "00:00:00.1";
        _api.Replace = services => services.AddSingleton<IBulkActions, NeverDone>();
    }

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task A_cancel_that_takes_too_long_is_429_and_names_its_action() =>
        (await _api.CallAsync("DELETE", "/v2/messages")).ExpectError(429, "/v2/bulkActions/act_");

    /// <summary>Another process works on everything, for ever.</summary>
    private sealed class NeverDone : IBulkActions
    {
        public Task<BulkAction> CreateAsync(string id, MessageFilter filter, DateTimeOffset now, CancellationToken cancellationToken) =>
            Task.FromResult(new BulkAction(id, filter, 7, 0, now, null));

        public Task<BulkAction?> FindAsync(string id, CancellationToken cancellationToken) =>
            Task.FromResult<BulkAction?>(new BulkAction(id, new MessageFilter(), 7, 0, DateTimeOffset.UnixEpoch, null));

        public Task<IReadOnlyList<Listed<(long CreatedAt, string Id)>>> ListAsync(
            bool ofRuns, (long CreatedAt, string Id)? after, int max, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<BulkAction>> ReadAsync(IReadOnlyList<(long CreatedAt, string Id)> actions, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<BulkClaim?> ClaimAsync(DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken) => Task.FromResult<BulkClaim?>(null);

        public Task<BulkStep> StepAsync(BulkClaim claim, int max, DateTimeOffset now, TimeSpan hold, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task ReleaseAsync(BulkClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<int> PruneAsync(DateTimeOffset completedBefore, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
