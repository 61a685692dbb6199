namespace BusQStash.Worker.Queues;

/// <summary>Reads a lane from the ledger.</summary>
internal sealed class LaneReader(string queueName, LaneServices services)
{
    // Reads ahead of the window, so that a backlog costs one read per this many messages.
    private const int ReadAhead = 64;
    private const int FillAhead = 8;

    /// <summary>Reads the lane from its head on.</summary>
    public async Task ReadAsync(LaneWindow window, int size, long snapshotThrough)
    {
        var max = size + ReadAhead;
        var read = await services.Lanes.ReadOpenAsync(queueName, 0, max, CancellationToken.None);
        window.Replace(read, complete: read.Count < max, snapshotThrough);
    }

    /// <summary>Reads the messages that follow the known ones.</summary>
    public async Task ReadOnAsync(LaneWindow window, int size, long snapshotThrough)
    {
        var max = size + ReadAhead;
        var read = await services.Lanes.ReadOpenAsync(queueName, window.KnownThrough + 1, max, CancellationToken.None);
        window.Append(read, complete: read.Count < max, snapshotThrough);
    }

    /// <summary>
    /// Reads the messages themselves where no command brought them: those wanted now, and a few that follow. Long bodies of the latter are not read, so a lane holds only as many as
    /// it attempts at once.
    /// </summary>
    public async Task FillAsync(LaneWindow window, IReadOnlyCollection<LaneEntry> wanted)
    {
        var missing = wanted.Where(entry => entry.Content is null).ToDictionary(entry => entry.MessageId, StringComparer.Ordinal);
        var ahead = window.Entries
            .Where(entry => entry is { InFlight: false, IsFinal: false })
            .Take(wanted.Count + FillAhead)
            .Where(entry => entry.Content is null && !missing.ContainsKey(entry.MessageId))
            .ToDictionary(entry => entry.MessageId, StringComparer.Ordinal);
        foreach (var message in await services.Messages.FindManyAsync(missing.Keys, CancellationToken.None, ahead.Keys))
        {
            if (!message.BodyLeftOut)
            {
                (missing.GetValueOrDefault(message.Id) ?? ahead[message.Id]).Content = message;
            }
        }
    }
}
