namespace BusQStash.Bus.Publishing;

/// <summary>
/// Which of this process's unordered commands the broker has confirmed. Numbers are given out by the ledger without gaps; the watermark is
/// the number up to which nothing is in doubt. A number nobody ever reports (its caller died between accept and publish) is in doubt like one
/// whose send failed: both stay above the watermark until <see cref="OwnDoubts"/> has looked.
/// </summary>
public sealed class ConfirmTracker
{
    private readonly Lock _lock = new();
    // More than this are found by the slower look, which goes by time.
    private const int MostNotSent = 100_000;
    private readonly HashSet<long> _confirmed = [];
    private readonly SortedSet<long> _notSent = [];
    private long _watermark;
    private long _top;

    /// <summary>Everything up to here is confirmed.</summary>
    public long Watermark
    {
        get
        {
            lock (_lock)
            {
                return _watermark;
            }
        }
    }

    /// <summary>Highest number seen so far.</summary>
    public long Top
    {
        get
        {
            lock (_lock)
            {
                return _top;
            }
        }
    }

    /// <summary>A command with this number is about to be sent.</summary>
    public void Begin(long number)
    {
        lock (_lock)
        {
            _top = Math.Max(_top, number);
        }
    }

    /// <summary>It was certainly not sent: the broker was known to be away.</summary>
    public void NotSent(long number)
    {
        lock (_lock)
        {
            if (_notSent.Count < MostNotSent)
            {
                _notSent.Add(number);
            }
        }
    }

    /// <summary>The lowest numbers that were certainly not sent, in order.</summary>
    public IReadOnlyList<long> ListNotSent(int max)
    {
        lock (_lock)
        {
            return [.. _notSent.Take(max)];
        }
    }

    /// <summary>The broker has it.</summary>
    public void Confirm(long number)
    {
        lock (_lock)
        {
            _notSent.Remove(number);
            if (number <= _watermark)
            {
                return;
            }

            _confirmed.Add(number);
            while (_confirmed.Remove(_watermark + 1))
            {
                _watermark++;
            }
        }
    }

    /// <summary>Whether the broker has confirmed it.</summary>
    public bool IsConfirmed(long number)
    {
        lock (_lock)
        {
            return number <= _watermark || _confirmed.Contains(number);
        }
    }

    /// <summary>Everything up to <paramref name="number"/> was looked at and, where need be, sent again.</summary>
    public void Settle(long number)
    {
        lock (_lock)
        {
            if (number <= _watermark)
            {
                return;
            }

            _watermark = number;
            _confirmed.RemoveWhere(n => n <= number);
            _notSent.RemoveWhere(n => n <= number);
            while (_confirmed.Remove(_watermark + 1))
            {
                _watermark++;
            }
        }
    }
}
