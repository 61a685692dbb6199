using System.Globalization;
using System.Net;
using System.Text.Json;
using BusQStash.Crash.Runs;
using BusQStash.Crash.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Crash.Sink;

/// <summary>
/// The destination of all messages, in its own process, which no fault touches. Paths: <c>/kind/owner/place/behaviour</c>.
/// The checks of order rest on its log.
/// </summary>
internal sealed class SinkServer(SinkLog log, WorkflowEndpoint workflows, CancellationToken stopping)
{
    private const string CallerItem = "caller";

    /// <param name="port">The port it listens on.</param>
    /// <param name="logPath">The log of all attempts.</param>
    /// <param name="workflowLogPath">The log of the workflows' calls.</param>
    /// <param name="token">The Apis' token.</param>
    /// <param name="apis">Addresses of the Apis, which workflows call.</param>
    public static async Task RunAsync(int port, string logPath, string workflowLogPath, string token, IReadOnlyList<string> apis)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());

        // Enough threads, so that a request is logged when it arrives, not when a busy pool reaches it.
        ThreadPool.SetMinThreads(32, 32);
        using var callers = new Callers(port);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(
            IPAddress.Loopback, port, listen => listen.Use(next => connection => MeetAsync(callers, next, connection))));
        builder.Logging.ClearProviders();
        await using var log = new SinkLog(logPath);
        await using var workflowLog = new WorkflowLog(workflowLogPath);
        using var sender = new WorkflowSender(apis, token);
        await using var app = builder.Build();
        await using var notifier = new Notifier(sender, workflowLog, app.Lifetime.ApplicationStopping);
        var sink = new SinkServer(log, new WorkflowEndpoint(sender, notifier, workflowLog), app.Lifetime.ApplicationStopping);
        app.Run(sink.ServeAsync);
        await app.RunAsync();
    }

    // Looked up in parallel with the first request: the connection is open by then, and the request need not wait.
    private static Task MeetAsync(Callers callers, ConnectionDelegate next, ConnectionContext connection)
    {
        var remotePort = (connection.RemoteEndPoint as IPEndPoint)?.Port ?? 0;
        connection.Items[CallerItem] = callers.FindAsync(remotePort);
        return next(connection);
    }

    private async Task ServeAsync(HttpContext context)
    {
        var start = MachineClock.Now;
        if (context.Request.Path.Value?.Split('/') is not ["", var kind, var owner, var place, var behaviour])
        {
            return;
        }

        using var body = new MemoryStream();
        var attempt = new SinkAttempt
        {
            Kind = Enum.Parse<AttemptKind>(kind),
            MessageId = context.Request.Headers["Upstash-Message-Id"].ToString(),
            Retried = int.Parse(context.Request.Headers["Upstash-Retried"].ToString(), CultureInfo.InvariantCulture),
            Owner = owner,
            Place = int.Parse(place, CultureInfo.InvariantCulture),
            Start = start,
            ProcessId = 0,
            End = default,
            Status = 0,
        };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await context.Request.Body.CopyToAsync(body, end.Token);
            var status = attempt.Kind == AttemptKind.Workflow
                ? await workflows.ServeAsync(context, start, $"http://{context.Request.Host}{context.Request.Path}", body.ToArray(), CallerAsync(context), end.Token)
                : await Behaviour.Parse(behaviour).DecideAsync(attempt.Retried, end.Token);
            await AnswerAsync(context, WithSource(attempt, body.ToArray()), status);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or BadHttpRequestException)
        {
            var cut = WithSource(attempt, body.ToArray()) with { End = MachineClock.Now };
            context.Abort();
            log.Add(cut with { ProcessId = await CallerAsync(context) });
        }
    }

    private async Task AnswerAsync(HttpContext context, SinkAttempt attempt, int? status)
    {
        // Logged with the time before the answer, because its consequences come after it.
        var answered = attempt with { End = MachineClock.Now, Status = status ?? 0 };
        if (status is null)
        {
            context.Abort();
        }
        else
        {
            context.Response.StatusCode = status.Value;
            if (attempt.Kind == AttemptKind.Workflow)
            {
                context.Response.Headers[WorkflowHeaders.SdkVersion] = "1";
                context.Response.Headers["Upstash-NonRetryable-Error"] = status == WorkflowAnswer.NotRetryable ? "true" : default(string);
            }

            await context.Response.CompleteAsync();
        }

        log.Add(answered with { ProcessId = await CallerAsync(context) });
    }

    private static Task<int> CallerAsync(HttpContext context) =>
        context.Features.Get<IConnectionItemsFeature>()?.Items[CallerItem] as Task<int> ?? Task.FromResult(0);

    private static SinkAttempt WithSource(SinkAttempt attempt, byte[] body)
    {
        if (attempt.Kind is not (AttemptKind.Callback or AttemptKind.Failure) || body.Length == 0)
        {
            return attempt;
        }

        try
        {
            var json = JsonElement.Parse(body);
            return attempt with
            {
                Source = json.GetProperty("sourceMessageId").GetString()!,
                SourceRetried = json.GetProperty("retried").GetInt32(),
            };
        }
        catch (JsonException)
        {
            // The request was cut off in its body.
            return attempt;
        }
    }
}
