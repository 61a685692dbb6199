using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace BusQStash.Testing.Destinations;

/// <summary>One path of a destination: records every request and answers as the test decides.</summary>
public sealed class Hook
{
    private readonly Lock _gate = new();
    private readonly List<ReceivedRequest> _requests = [];
    private int _active;

    internal Hook(string url, Func<ReceivedRequest, Answer> answer)
    {
        Url = url;
        AnswerWith = answer;
    }

    public string Url { get; }

    /// <summary>Decides the answer to a request; may be replaced while requests arrive.</summary>
    public Func<ReceivedRequest, Answer> AnswerWith { get; set; }

    /// <summary>Every request so far, in order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Maximum number of requests that were in progress together.</summary>
    public int MaxConcurrent => Requests.Select(request => request.Concurrent).DefaultIfEmpty().Max();

    /// <summary>Waits until that many requests have arrived, and returns all that have.</summary>
    public Task<IReadOnlyList<ReceivedRequest>> WaitForAsync(int count, TimeSpan? timeout = null) =>
        WaitAsync(count, "requests", _ => true, timeout);

    /// <summary>Waits until that many requests have arrived and ended, and returns all that have arrived.</summary>
    public Task<IReadOnlyList<ReceivedRequest>> WaitForEndedAsync(int count, TimeSpan? timeout = null) =>
        WaitAsync(count, "ended requests", request => request.EndedTicks is not null, timeout);

    internal async Task ServeAsync(HttpContext context, TimeProvider clock, CancellationToken stopping)
    {
        var startedTicks = Stopwatch.GetTimestamp();
        var startedAt = clock.GetUtcNow();
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var request = Record(context, body.ToArray(), startedTicks, startedAt);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await AnswerWith(request).GiveAsync(context, () => request.Answering(Stopwatch.GetTimestamp()), end.Token);
            await context.Response.CompleteAsync();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The caller gave up or the test has ended; both are ordinary.
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _active);
            request.End(Stopwatch.GetTimestamp(), clock.GetUtcNow());
        }
    }

    private ReceivedRequest Record(HttpContext context, byte[] body, long startedTicks, DateTimeOffset startedAt)
    {
        lock (_gate)
        {
            var request = new ReceivedRequest(_requests.Count + 1, Interlocked.Increment(ref _active), startedTicks, startedAt)
            {
                Method = context.Request.Method,
                RawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                Headers = [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
                Body = body,
            };
            _requests.Add(request);
            return request;
        }
    }

    private async Task<IReadOnlyList<ReceivedRequest>> WaitAsync(
        int count, string what, Func<ReceivedRequest, bool> counts, TimeSpan? timeout)
    {
        try
        {
            await Eventually.TrueAsync(() => Requests.Count(counts) >= count, $"{count} {what} at {Url}", timeout);
            return Requests;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message} Got {Requests.Count(counts)}: {string.Join("; ", Requests)}");
        }
    }
}
