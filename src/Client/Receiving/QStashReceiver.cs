using BusQStash.Client.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BusQStash.Client.Receiving;

/// <summary>Verifies requests with the keys of the options, or with the server's own.</summary>
public sealed partial class QStashReceiver : IDisposable
{
    /// <summary>Anyone can send a wrong signature: they shall not make us call the server each time.</summary>
    private static readonly TimeSpan ShortestKeyAge = TimeSpan.FromSeconds(10);

    private readonly ReceiverOptions _options;
    private readonly IServiceProvider _services;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _fetching = new(1);
    private volatile Known? _known;

    /// <summary>For the container.</summary>
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

    /// <summary>Checks a request; see <see cref="SignatureVerifier.Verify"/>.</summary>
    /// <param name="signature">The value of the header <c>Upstash-Signature</c>.</param>
    /// <param name="body">The body exactly as it came.</param>
    /// <param name="url">The URL as it was published. <see langword="null"/>: not checked.</param>
    /// <param name="cancellationToken">Gives up waiting for keys.</param>
    /// <exception cref="BusQStashException">Keys could not be fetched, and there are none from before.</exception>
    public async ValueTask<SignatureResult> VerifyAsync(
        string? signature, ReadOnlyMemory<byte> body, string? url = null, CancellationToken cancellationToken = default)
    {
        var known = await KeysAsync(_options.KeyLifetime, cancellationToken);
        var result = known.Verifier.Verify(signature, body.Span, url);
        if (result.Failure != SignatureFailure.Signature || known.FetchedAt is null)
        {
            return result;
        }

        // The keys may have been rotated since, and more than once.
        var newer = await KeysAsync(ShortestKeyAge, cancellationToken);
        return newer == known ? result : newer.Verifier.Verify(signature, body.Span, url);
    }

    /// <summary>Lets go of what waiting for keys needs.</summary>
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
            // Another request may have fetched them while this one waited.
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
            // Old keys are most likely still the right ones, and asking on every request would help nobody.
            Log.KeysNotFetched(_log, exception);
            return old with { FetchedAt = _time.GetUtcNow() };
        }
    }

    private bool IsYoung(Known known, TimeSpan maxAge) => known.FetchedAt is not { } at || _time.GetUtcNow() - at < maxAge;

    private SignatureVerifier Verifier(SigningKeys keys) => Verifier(keys.Current, keys.Next);

    private SignatureVerifier Verifier(string current, string? next) => new(current, next, _time) { Tolerance = _options.Tolerance };

    /// <param name="Verifier">Has the keys.</param>
    /// <param name="FetchedAt"><see langword="null"/>: they are settings, and never grow old.</param>
    private sealed record Known(SignatureVerifier Verifier, DateTimeOffset? FetchedAt);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The signing keys could not be fetched; the cached ones stay in use.")]
        internal static partial void KeysNotFetched(ILogger logger, Exception exception);
    }
}
