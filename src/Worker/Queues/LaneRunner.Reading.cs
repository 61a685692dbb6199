namespace BusQStash.Worker.Queues;

/// <content>How a lane learns from the ledger what there is to do.</content>
internal sealed partial class LaneRunner
{
    // What is open in the ledger when it is read is all there is up to here; anything else up to here is finished, whatever commands come for it.
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

        // More than once only where many have stepped aside.
        while (_window.MayHaveMore && !_window.Fills(Size + 1, Now))
        {
            wasRead = true;
            await _reader.ReadOnAsync(_window, Size, HighestKnown);
        }

        if (wasRead && _window.KnownThrough > _status!.LastSeq)
        {
            // Places given out since the last look: perhaps by a queue made anew under this name, which somebody else may have. A look under this epoch will tell.
            _awaitedLook = _services.Leases.LookSoon();
        }
    }
}
