using System.Net;

namespace BusQStash.Api.Dashboard;

/// <summary>Slows down whoever guesses tokens: only so many wrong ones a minute, by address and in all.</summary>
internal sealed class SignInLimit(TimeProvider time)
{
    private const int PerAddress = 10;
    private const int InAll = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    /// <summary>Never more than <see cref="InAll"/> of them: beyond, nothing is counted.</summary>
    private readonly Dictionary<IPAddress, int> _failures = [];
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _all;

    /// <summary>How long an address has to wait; <see langword="null"/> when it may try.</summary>
    internal TimeSpan? WaitOf(IPAddress? address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            Begin(now);
            return _all >= InAll || _failures.GetValueOrDefault(address ?? IPAddress.None) >= PerAddress ? _began + Window - now : null;
        }
    }

    internal void Failed(IPAddress? address)
    {
        lock (_gate)
        {
            Begin(time.GetUtcNow());
            _all++;
            _failures[address ?? IPAddress.None] = _failures.GetValueOrDefault(address ?? IPAddress.None) + 1;
        }
    }

    private void Begin(DateTimeOffset now)
    {
        if (now - _began < Window)
        {
            return;
        }

        _began = now;
        _all = 0;
        _failures.Clear();
    }
}
