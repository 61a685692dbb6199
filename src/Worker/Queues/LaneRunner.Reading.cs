namespace BusQStash.Worker.Queues;

/// <content>Reading the lane's unfinished messages from the ledger.</content>
internal sealed partial class LaneRunner
{
    // Highest sequence number covered by a read. A message at or below it that the read does not return is finished; commands for it are ignored.
    private long HighestKnown => Math.Max(_turns.HighestSeq, _status!.LastSeq);

    private async Task ReadAsync()
    {
        var wasRead = _needsRead;
        if (_needsRead)
        {
            _needsRead = false;
            try
            {
                await _reader.ReadAsync(_window, Size, HighestKnown);
            }
            catch
            {
                _needsRead = true;
                throw;
            }
        }

        // Repeats only if many messages have stepped aside.
        while (_window.MayHaveMore && !_window.Fills(Size + 1, Now))
        {
            wasRead = true;
            await _reader.ReadOnAsync(_window, Size, HighestKnown);
        }

        if (wasRead && _window.KnownThrough > _status!.LastSeq)
        {
            // These sequence numbers are beyond the last status. The queue may have been deleted and recreated, and another worker may hold it, so the status is read again under this epoch first.
            _awaitedLook = _services.Leases.LookSoon();
        }
    }
}
