using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Sends commands of unordered messages again that the broker may have lost, or that nobody saw confirmed: marked, and a group at a time.</summary>
internal sealed class CommandResend(IUnconfirmedMessages unconfirmedMessages, CommandSender sender, DuplicateAnnouncer duplicates, InstanceIdentity identity)
{
    private const int GroupSize = 200;

    /// <summary>The commands of all processes that wait, or may wait, in the broker.</summary>
    public Task<IReadOnlyList<CommandRange>> ListAsync(CancellationToken cancellationToken) => unconfirmedMessages.ListReadyAsync(cancellationToken);

    /// <summary>Those of other processes.</summary>
    public async Task<IReadOnlyList<CommandRange>> ListOfOthersAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(range => range.Origin != identity.Number)];

    /// <summary>Has every worker know, before a copy is sent, to claim the message of either.</summary>
    public Task AnnounceAsync(IReadOnlyList<CommandRange> ranges, CancellationToken cancellationToken) =>
        ranges.Count == 0 ? Task.CompletedTask : duplicates.AnnounceAsync(ranges, cancellationToken);

    /// <summary>Sends the commands of a range; returns how many they were.</summary>
    /// <param name="range">The range.</param>
    /// <param name="announce">Whether it is announced before the first of them goes.</param>
    /// <param name="cancellationToken">Ends it; what was sent is sent again next time.</param>
    public async Task<int> SendAsync(CommandRange range, bool announce, CancellationToken cancellationToken)
    {
        var sent = 0;
        var after = range.After;
        while (true)
        {
            var found = await unconfirmedMessages.ReadUnconfirmedAsync(range.Origin, after, range.Through, GroupSize, cancellationToken);
            if (announce && sent == 0 && found.Count > 0)
            {
                await duplicates.AnnounceAsync(range, cancellationToken);
            }

            await SendAsync(found.Select(item => item.Message), cancellationToken);
            sent += found.Count;
            if (found.Count < GroupSize)
            {
                return sent;
            }

            after = found[^1].OriginNumber;
        }
    }

    /// <summary>Sends the commands of messages without a number. Every command of these is marked, the lost one and its copy: no announcement is needed.</summary>
    public async Task<int> SendUnnumberedAsync(CancellationToken cancellationToken)
    {
        var sent = 0;
        (DateTimeOffset CreatedAt, string Id)? after = null;
        while (true)
        {
            var found = await unconfirmedMessages.ReadUnnumberedAsync(after, GroupSize, cancellationToken);
            await SendAsync(found, cancellationToken);
            sent += found.Count;
            if (found.Count < GroupSize)
            {
                return sent;
            }

            after = (found[^1].CreatedAt, found[^1].Id);
        }
    }

    /// <summary>Releases the claims of a process that is dead and sends the commands; returns how many they were.</summary>
    public async Task<int> ReleaseClaimsAsync(int number, TimeSpan age, CancellationToken cancellationToken)
    {
        var released = 0;
        IReadOnlyList<StoredMessage> group;
        do
        {
            group = await unconfirmedMessages.ReleaseClaimsAsync(number, age, GroupSize, cancellationToken);
            await SendAsync(group, cancellationToken);
            released += group.Count;
        }
        while (group.Count == GroupSize);
        return released;
    }

    private Task SendAsync(IEnumerable<StoredMessage> messages, CancellationToken cancellationToken) =>
        Task.WhenAll(messages.Select(message => sender.SendMarkedAsync(message, cancellationToken)));
}
