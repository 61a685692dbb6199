using BusQStash.Store.BulkActions;
using BusQStash.Store.Dlq;
using BusQStash.Store.Events;
using BusQStash.Store.Schedules;
using BusQStash.Store.UrlGroups;
using Xunit;

namespace BusQStash.Store.Tests.Harness;

/// <summary>Lists as a whole, for tests that made few and small entries; what was listed must be there to be read.</summary>
internal static class WholeLists
{
    extension(IMessageEvents events)
    {
        public async Task<IReadOnlyList<MessageEvent>> ReadListAsync(EventQuery query, CancellationToken cancellationToken)
        {
            var listed = await events.ListAsync(query, cancellationToken);
            Assert.All(listed, entry => Assert.True(entry.Bytes > 0));
            var entries = await events.ReadAsync([.. listed.Select(entry => entry.Key)], cancellationToken);
            Assert.Equal(listed.Select(entry => entry.Key), entries.Select(entry => (entry.Time.ToUnixTimeMilliseconds(), entry.Id)));
            return entries;
        }
    }

    extension(IDeadLetters letters)
    {
        public async Task<IReadOnlyList<DeadLetter>> ReadListAsync(DlqQuery query, CancellationToken cancellationToken)
        {
            var listed = await letters.ListAsync(query, cancellationToken);
            Assert.All(listed, entry => Assert.True(entry.Bytes > 0));
            var entries = await letters.ReadAsync([.. listed.Select(entry => entry.Key)], cancellationToken);
            Assert.Equal(listed.Select(entry => entry.Key), entries.Select(entry => (entry.FailedAt.ToUnixTimeMilliseconds(), entry.DlqId)));
            return entries;
        }
    }

    extension(ISchedules schedules)
    {
        public async Task<IReadOnlyList<Schedule>> ReadListAsync(CancellationToken cancellationToken) =>
            await schedules.ReadAsync([.. (await schedules.ListAsync(cancellationToken)).Select(entry => entry.Key)], cancellationToken);
    }

    extension(IUrlGroups groups)
    {
        public async Task<IReadOnlyList<UrlGroup>> ReadListAsync(CancellationToken cancellationToken) =>
            await groups.ReadAsync([.. (await groups.ListAsync(cancellationToken)).Select(entry => entry.Key)], cancellationToken);
    }

    extension(IBulkActions actions)
    {
        public async Task<IReadOnlyList<BulkAction>> ReadListAsync((long CreatedAt, string Id)? after, int max, CancellationToken cancellationToken) =>
            await actions.ReadAsync([.. (await actions.ListAsync(ofRuns: false, after, max, cancellationToken)).Select(entry => entry.Key)], cancellationToken);
    }
}
