using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using BusQStash.Bus.Hosting;
using BusQStash.Contracts.Messages;
using BusQStash.Contracts.Workflows;
using BusQStash.Rules.Destinations;
using BusQStash.Rules.Headers;
using BusQStash.Rules.Signing;
using BusQStash.Rules.Tracing;
using BusQStash.Store.Signing;
using BusQStash.Store.Workflows;
using BusQStash.Worker.Callbacks;
using BusQStash.Worker.Delivery;
using BusQStash.Worker.Signing;
using Microsoft.Extensions.Options;

namespace BusQStash.Worker.Destinations;

/// <summary>Makes the request a destination receives (wire contract 8).</summary>
internal sealed class DestinationRequests(
    CurrentSigningKeys keys, StandardWebhooks webhooks, IOptions<DeliveryOptions> options, IOptions<TracingOptions> tracing, TimeProvider time)
{
    private const string UserAgent = "Upstash-QStash";

    /// <summary>Creates the signed request of one attempt; it must be sent once and without delay.</summary>
    public async Task<HttpRequestMessage> CreateAsync(
        Attempt attempt, DestinationUrl destination, ApiUpstreamOptions? upstream, CancellationToken cancellationToken)
    {
        var material = await keys.GetAsync(cancellationToken);
        var now = time.GetUtcNow();
        var token = RequestSigner.Sign(material.Current, destination.Signed, SHA256.HashData(attempt.Body.Span), now, SigningRandom.NewTokenId());
        var schemes = webhooks.SchemesOf(attempt.Spec);

        var request = new HttpRequestMessage(new HttpMethod(attempt.Spec.Method), destination.Uri)
        {
            // HTTP/2 where TLS negotiates it, HTTP/1.1 otherwise.
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = ContentOf(attempt),
        };
        if (attempt.MayStart is { } mayStart)
        {
            request.Options.Set(DestinationHandler.MayStart, mayStart);
        }

        AddForwarded(request, attempt, schemes);
        AddUpstream(request, upstream);
        AddOurs(request, attempt, token);
        foreach (var header in schemes == WebhookSchemes.None ? [] : StandardWebhooks.Headers(attempt, schemes, material, now))
        {
            Add(request, header.Name, header.Value);
        }

        return request;
    }

    /// <summary>A GET without a body has none on the wire either; every other method states a length of zero.</summary>
    private static ReadOnlyMemoryContent? ContentOf(Attempt attempt) =>
        attempt.Body.IsEmpty && attempt.Spec.Method == "GET" ? null : new ReadOnlyMemoryContent(attempt.Body);

    private static void AddForwarded(HttpRequestMessage request, Attempt attempt, WebhookSchemes schemes)
    {
        foreach (var header in attempt.Spec.Headers)
        {
            if (DestinationHeaders.MayForward(header.Name) && (schemes == WebhookSchemes.None || !StandardWebhooks.IsOurs(header.Name)))
            {
                Add(request, header.Name, header.Value);
            }
        }
    }

    private static void AddUpstream(HttpRequestMessage request, ApiUpstreamOptions? upstream)
    {
        foreach (var (name, value) in upstream?.Headers ?? [])
        {
            _ = DestinationHeaders.OfTheContent.Contains(name) ? request.Content?.Headers.Remove(name) : request.Headers.Remove(name);
            Add(request, name, value);
        }
    }

    private void AddOurs(HttpRequestMessage request, Attempt attempt, string token)
    {
        var spec = attempt.Spec;
        if (!request.Headers.NonValidated.Contains(DestinationHeaders.UserAgent))
        {
            Add(request, DestinationHeaders.UserAgent, UserAgent);
        }

        Add(request, DestinationHeaders.MessageId, attempt.MessageId);
        Add(request, DestinationHeaders.Retried, attempt.Number.ToString(CultureInfo.InvariantCulture));
        Add(request, DestinationHeaders.MaxRetries, spec.MaxRetries.ToString(CultureInfo.InvariantCulture));
        Add(request, DestinationHeaders.Signature, token);
        Add(request, DestinationHeaders.Region, options.Value.Region);
        AddTrace(request, spec);
        AddIfAny(request, DestinationHeaders.TopicName, spec.TopicName);
        AddIfAny(request, DestinationHeaders.ScheduleId, spec.ScheduleId);
        AddIfAny(request, DestinationHeaders.CallerIp, spec.CallerIp);

        if (spec.Workflow is { CallType: not WorkflowCallType.ToCallback } tie)
        {
            Add(request, DestinationHeaders.WorkflowCreatedAt, tie.CreatedAt.ToString(CultureInfo.InvariantCulture));
            AddIfAny(request, DestinationHeaders.WorkflowUnknownSdk, tie.Handshake ? "true" : null);
        }

        // The endpoint of a workflow receives its run id; the third party behind a call step does not (wire contract 24.4, 24.5.1).
        var callType = MessageOptions.Find(spec, MessageOptions.WorkflowCallType);
        if (!string.Equals(callType, MessageOptions.ToCallback, StringComparison.OrdinalIgnoreCase)
            && !request.Headers.NonValidated.Contains(DestinationHeaders.WorkflowRunId))
        {
            AddIfAny(request, DestinationHeaders.WorkflowRunId, MessageOptions.Find(spec, RunHeaders.RunId));
        }
    }

    /// <summary>The attempt's own context where traces are collected, else the publisher's. One that the publisher forwards by hand stays as it is.</summary>
    private void AddTrace(HttpRequestMessage request, MessageSpec spec)
    {
        if (!tracing.Value.Propagate || request.Headers.NonValidated.Contains(DestinationHeaders.TraceParent))
        {
            return;
        }

        var own = Activity.Current is { Source.Name: TraceNames.Source } current ? current : null;
        if ((own?.Id ?? spec.TraceParent) is { } parent)
        {
            Add(request, DestinationHeaders.TraceParent, parent);
            AddIfAny(request, DestinationHeaders.TraceState, own is null ? spec.TraceState : own.TraceStateString);
        }
    }

    private static void AddIfAny(HttpRequestMessage request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Add(request, name, value);
        }
    }

    /// <summary>Adds a header unchanged. .NET itself would write a value that contains a line break, which would allow header injection.</summary>
    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (DestinationHeaders.OfTheContent.Contains(name))
        {
            request.Content ??= new ReadOnlyMemoryContent(ReadOnlyMemory<byte>.Empty);
            _ = request.Content.Headers.TryAddWithoutValidation(name, HeaderText.OneLine(value));
        }
        else
        {
            // False for a name that is no token: it could not be written.
            _ = request.Headers.TryAddWithoutValidation(name, HeaderText.OneLine(value));
        }
    }
}
