using BusQStash.Store.Instances;

namespace BusQStash.Bus.Publishing;

/// <summary>
/// Tracks which of this process's unordered commands the broker has confirmed. The ledger assigns numbers without gaps; all commands up to the watermark are
/// confirmed or resent. A number that is never reported (its caller failed between accept and publish) is unconfirmed, like one whose send failed: both stay above the
/// watermark until <see cref="UnconfirmedResender"/> has processed them.
/// </summary>
public sealed class ConfirmTracker : IOriginNumbers
{
    // More than this are found by the slower look, which goes by time.
    private const int MostUnsent = 100_000;
    private readonly Lock _lock = new();
    private readonly HashSet<long> _confirmed = [];
    private readonly SortedSet<long> _notSent = [];
    private readonly SortedSet<long> _abandoned = [];
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

    /// <summary>Records that a command with this number is about to be sent.</summary>
    public void Begin(long number)
    {
        lock (_lock)
        {
            _top = Math.Max(_top, number);
        }
    }

    /// <summary>Records that it was certainly not sent: the broker was known to be unreachable.</summary>
    public void NotSent(long number)
    {
        lock (_lock)
        {
            Remember(_notSent, number);
        }
    }

    /// <summary>
    /// Records that this process will not send commands with these numbers, because the connection to the ledger broke during the commit. If the commit succeeded after
    /// all, recovery finds the messages in the ledger.
    /// </summary>
    public void Abandon(IReadOnlyList<long> numbers, bool mayBeStored)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        lock (_lock)
        {
            foreach (var number in numbers)
            {
                _top = Math.Max(_top, number);
                if (mayBeStored)
                {
                    Remember(_abandoned, number);
                }
                else
                {
                    Confirm(number);
                }
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

    /// <summary>The lowest numbers, in order, whose messages may be stored but are not sent by this process.</summary>
    public IReadOnlyList<long> ListAbandoned(int max)
    {
        lock (_lock)
        {
            return [.. _abandoned.Take(max)];
        }
    }

    /// <summary>The broker has it.</summary>
    public void Confirm(long number)
    {
        lock (_lock)
        {
            _notSent.Remove(number);
            _abandoned.Remove(number);
            if (number > _watermark)
            {
                _confirmed.Add(number);
                Advance();
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
            if (number > _watermark)
            {
                _watermark = number;
                _confirmed.RemoveWhere(n => n <= number);
                _notSent.RemoveWhere(n => n <= number);
                _abandoned.RemoveWhere(n => n <= number);
                Advance();
            }
        }
    }

    private static void Remember(SortedSet<long> numbers, long number)
    {
        if (numbers.Count < MostUnsent)
        {
            numbers.Add(number);
        }
    }

    private void Advance()
    {
        while (_confirmed.Remove(_watermark + 1))
        {
            _watermark++;
        }
    }
}
