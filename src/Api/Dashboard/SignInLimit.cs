using System.Net;

namespace BusQStash.Api.Dashboard;

/// <summary>Rate limit on sign-ins against brute force: a maximum of wrong tokens per minute, per address and in total.</summary>
internal sealed class SignInLimit(TimeProvider time)
{
    private const int PerAddress = 10;
    private const int InAll = 100;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();

    /// <summary>At most <see cref="InAll"/> entries: beyond that, nothing is counted.</summary>
    private readonly Dictionary<IPAddress, int> _failures = [];
    private DateTimeOffset _began = DateTimeOffset.MinValue;
    private int _all;

    /// <summary>How long an address must wait; <see langword="null"/> when it may try.</summary>
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
