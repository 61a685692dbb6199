using System.Diagnostics;
using System.Globalization;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Tracing;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Retries;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Calls a destination once; every ending it can cause is a <see cref="DeliveryOutcome"/>.</summary>
internal sealed partial class DestinationClient(
    IHttpMessageHandlerFactory handlers,
    DestinationRequests requests,
    DestinationAnswers answers,
    ApiUpstreams upstreams,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    ILogger<DestinationClient> logger) : IDisposable
{
    // The handlers are the factory's, and renew their connections by themselves. What HttpClient does beside them is done here: limits, and what errors mean.
    private readonly HttpMessageInvoker _guarded = new(handlers.CreateHandler(DestinationHandler.Guarded), disposeHandler: false);
    private readonly HttpMessageInvoker _trusted = new(handlers.CreateHandler(DestinationHandler.Trusted), disposeHandler: false);

    public void Dispose()
    {
        _guarded.Dispose();
        _trusted.Dispose();
    }

    /// <exception cref="OperationCanceledException">The token ended the attempt, or it was called off before anything was sent.</exception>
    /// <exception cref="HttpRequestException">This machine has no free socket: no request was sent, and the attempt must be repeated.</exception>
    public async Task<DeliveryOutcome> SendAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        if (!DestinationUrl.TryParse(attempt.Spec.Url, out var destination))
        {
            return new DeliveryOutcome.Unreachable(DeliveryFault.InvalidUrl, "The destination is not a URL that can be called.");
        }

        using var span = Traces.Call(attempt.Spec.Method, destination.Uri);
        var outcome = await SendAsync(attempt, destination, cancellationToken);
        Describe(span, outcome);
        return outcome;
    }

    private static void Describe(Activity? span, DeliveryOutcome outcome)
    {
        if (span is null)
        {
            return;
        }

        var status = outcome switch
        {
            DeliveryOutcome.Delivered delivered => delivered.Response.Status,
            DeliveryOutcome.Rejected rejected => rejected.Response.Status,
            DeliveryOutcome.NotRetryable refused => refused.Response.Status,
            _ => 0,
        };
        if (status > 0)
        {
            span.SetTag(TraceNames.ResponseStatus, status);
        }

        if (outcome is not DeliveryOutcome.Delivered)
        {
            Traces.Failed(span, outcome is DeliveryOutcome.Unreachable { Fault: var fault } ? fault.ToString() : status.ToString(CultureInfo.InvariantCulture));
        }
    }

    private async Task<DeliveryOutcome> SendAsync(Attempt attempt, DestinationUrl destination, CancellationToken cancellationToken)
    {
        // Outside the catch below: without keys the fault is this process's, and the attempt must not count.
        var upstream = upstreams.Find(attempt.Spec, destination.Uri);
        using var request = await requests.CreateAsync(attempt, destination, upstream, cancellationToken);

        var limit = LimitOf(attempt);
        using var ending = new CancellationTokenSource(limit, time);
        await using var stopping = cancellationToken.UnsafeRegister(static ending => ((CancellationTokenSource)ending!).Cancel(), ending);
        try
        {
            return await SendAsync(request, upstream, attempt.Spec.Workflow is not null, ending.Token);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever broke, broke because we stopped it: the ledger will have the message attempted again.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (AttemptNotStartedException)
        {
            throw;
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            return new DeliveryOutcome.Unreachable(DeliveryFault.Timeout, string.Create(
                CultureInfo.InvariantCulture, $"The destination did not answer completely within {limit.TotalSeconds:0.###} s."));
        }
        catch (Exception exception) when (!DeliveryFaults.IsOurs(exception))
        {
            return DeliveryFaults.Of(exception) ?? Unforeseen(attempt, exception);
        }
    }

    private async Task<DeliveryOutcome> SendAsync(
        HttpRequestMessage request, ApiUpstreamOptions? upstream, bool ofRun, CancellationToken cancellationToken)
    {
        using var response = await (upstream is null ? _guarded : _trusted).SendAsync(request, cancellationToken);
        var answer = await answers.ReadAsync(response, ofRun, cancellationToken);
        return AnswerRules.Judge(answer);
    }

    private TimeSpan LimitOf(Attempt attempt)
    {
        var longest = options.Value.MaxAttemptDuration;
        return attempt.Spec.TimeoutMs is { } own and > 0 && own < longest.TotalMilliseconds ? TimeSpan.FromMilliseconds(own) : longest;
    }

    /// <summary>A message that makes the handler fail must count as an attempt; otherwise it would be retried forever. The error is logged for the operator.</summary>
    private DeliveryOutcome.Unreachable Unforeseen(Attempt attempt, Exception exception)
    {
        Log.Unforeseen(logger, attempt.MessageId, exception);
        return new DeliveryOutcome.Unreachable(DeliveryFault.Unsendable, "The request could not be sent as it was published.");
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Sending {MessageId} failed unexpectedly; it counts as a failed attempt")]
        public static partial void Unforeseen(ILogger logger, string messageId, Exception exception);
    }
}
