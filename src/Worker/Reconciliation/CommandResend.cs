using BusQStash.Bus.Publishing;
using BusQStash.Store.Instances;
using BusQStash.Store.Messages;

namespace BusQStash.Worker.Reconciliation;

/// <summary>Resends commands of unordered messages that the broker may have lost or did not confirm. The copies are marked and sent in groups.</summary>
internal sealed class CommandResend(IUnconfirmedMessages unconfirmedMessages, CommandSender sender, DuplicateAnnouncer duplicates, InstanceIdentity identity)
{
    private const int GroupSize = 200;

    /// <summary>The ranges of all processes' commands that wait, or may wait, in the broker.</summary>
    public Task<IReadOnlyList<CommandRange>> ListAsync(CancellationToken cancellationToken) => unconfirmedMessages.ListReadyAsync(cancellationToken);

    /// <summary>Those of other processes.</summary>
    public async Task<IReadOnlyList<CommandRange>> ListOfOthersAsync(CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(range => range.Origin != identity.Number)];

    /// <summary>Announces the ranges, so that every worker claims these messages before their attempt.</summary>
    public Task AnnounceAsync(IReadOnlyList<CommandRange> ranges, CancellationToken cancellationToken) =>
        ranges.Count == 0 ? Task.CompletedTask : duplicates.AnnounceAsync(ranges, cancellationToken);

    /// <summary>Resends the commands of a range; returns their number.</summary>
    /// <param name="range">The range.</param>
    /// <param name="announce">Whether to announce the range before the first command is sent.</param>
    /// <param name="cancellationToken">Stops the method; the next call sends the same commands again.</param>
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

    /// <summary>Resends the commands of messages without a number. All commands of these messages are marked, including the lost ones, so no announcement is needed.</summary>
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

    /// <summary>Releases the claims of a dead process and sends the commands of these messages; returns their number.</summary>
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
