using BusQStash.Client.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BusQStash.Client.Receiving;

/// <summary>Verifies the signatures of requests with the keys of the options, or with keys fetched from the server.</summary>
public sealed partial class QStashReceiver : IDisposable
{
    /// <summary>Minimum age of keys before they are fetched again, because anyone can send a wrong signature and must not cause a call to the server each time.</summary>
    private static readonly TimeSpan ShortestKeyAge = TimeSpan.FromSeconds(10);

    private readonly ReceiverOptions _options;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _fetching = new(1);
    private volatile Known? _known;

    /// <summary>The constructor for dependency injection.</summary>
    public QStashReceiver(IOptions<ReceiverOptions> options, IServiceProvider services, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options.Value;
        _services = services;
        _time = time;
        _log = (ILogger?)services.GetService<ILogger<QStashReceiver>>() ?? NullLogger.Instance;
        if (!string.IsNullOrWhiteSpace(_options.CurrentSigningKey))
        {
            _known = new Known(Verifier(_options.CurrentSigningKey, _options.NextSigningKey), FetchedAt: null);
        }
    }

    internal ReceiverOptions Options => _options;

    /// <summary>Verifies a request; see <see cref="SignatureVerifier.Verify"/>.</summary>
    /// <param name="signature">The value of the header <c>Upstash-Signature</c>.</param>
    /// <param name="body">The body exactly as received.</param>
    /// <param name="url">The URL as it was published. <see langword="null"/>: not checked.</param>
    /// <param name="cancellationToken">Stops waiting for keys.</param>
    /// <exception cref="BusQStashException">Keys could not be fetched, and no earlier ones are cached.</exception>
    public async ValueTask<SignatureResult> VerifyAsync(
        string? signature, ReadOnlyMemory<byte> body, string? url = null, CancellationToken cancellationToken = default)
    {
        var known = await KeysAsync(_options.KeyLifetime, cancellationToken);
        var result = known.Verifier.Verify(signature, body.Span, url);
        if (result.Failure != SignatureFailure.Signature || known.FetchedAt is null)
        {
            return result;
        }

        // The keys may have been rotated since, possibly more than once.
        var newer = await KeysAsync(ShortestKeyAge, cancellationToken);
        return newer == known ? result : newer.Verifier.Verify(signature, body.Span, url);
    }

    /// <summary>Releases the lock around fetching keys.</summary>
    public void Dispose() => _fetching.Dispose();

    private async ValueTask<Known> KeysAsync(TimeSpan maxAge, CancellationToken cancellationToken)
    {
        if (_known is { } known && IsYoung(known, maxAge))
        {
            return known;
        }

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            // Another request may have fetched them while this one waited for the lock.
            return _known is { } fetched && IsYoung(fetched, maxAge) ? fetched : _known = await FetchAsync(_known, cancellationToken);
        }
        finally
        {
            _fetching.Release();
        }
    }

    private async Task<Known> FetchAsync(Known? old, CancellationToken cancellationToken)
    {
        try
        {
            var keys = await _services.GetRequiredService<IBusQStashClient>().SigningKeys.GetAsync(cancellationToken);
            return new Known(Verifier(keys), _time.GetUtcNow());
        }
        catch (BusQStashException exception) when (old is not null)
        {
            // Cached keys are most likely still valid, and fetching on every request would not help.
            Log.KeysNotFetched(_log, exception);
            return old with { FetchedAt = _time.GetUtcNow() };
        }
    }

    private bool IsYoung(Known known, TimeSpan maxAge) => known.FetchedAt is not { } at || _time.GetUtcNow() - at < maxAge;

    private SignatureVerifier Verifier(SigningKeys keys) => Verifier(keys.Current, keys.Next);

    private SignatureVerifier Verifier(string current, string? next) => new(current, next, _time) { Tolerance = _options.Tolerance };

    /// <param name="Verifier">The verifier with the keys.</param>
    /// <param name="FetchedAt"><see langword="null"/>: the keys are settings and never expire.</param>
    private sealed record Known(SignatureVerifier Verifier, DateTimeOffset? FetchedAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The signing keys could not be fetched; the cached ones stay in use.")]
        internal static partial void KeysNotFetched(ILogger logger, Exception exception);
    }
}
