using System.Text;
using Microsoft.AspNetCore.Http;

namespace BusQStash.Testing.Destinations;

/// <summary>A destination's reaction to a request: an answer, or misbehaviour.</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    public static Answer Ok { get; } = new Reply();

    /// <summary>The destination reads the request and never answers.</summary>
    public static Answer Hang { get; } = new Silence();

    /// <summary>Resets the connection without an answer.</summary>
    public static Answer Reset { get; } = new Cut();

    /// <summary>Wait before the answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>A further condition for the answer: a gate the test opens.</summary>
    public Task Gate { get; init; } = Task.CompletedTask;

    public static Answer Status(int status, params (string Name, string Value)[] headers) =>
        new Reply { StatusCode = status, Headers = headers };

    public static Answer Text(string body, int status = 200, string contentType = "text/plain") =>
        new Reply { StatusCode = status, Body = Encoding.UTF8.GetBytes(body), Headers = [("Content-Type", contentType)] };

    public static Answer Bytes(byte[] body, int status = 200) => new Reply { StatusCode = status, Body = body };

    public static Answer RedirectTo(string url, int status = 302) => Status(status, ("Location", url));

    /// <summary>Sends the chunks one by one, with a pause between them.</summary>
    public static Answer Stream(TimeSpan pause, params byte[][] chunks) => new Chunked(pause, chunks);

    /// <summary>Promises more bytes than it sends, then resets the connection.</summary>
    public static Answer Truncated(byte[] body, long promised) => new Broken(body, promised);

    /// <summary>The same answer, after this time.</summary>
    public Answer After(TimeSpan delay) => this with { Delay = delay };

    /// <summary>The same answer, once the task is complete.</summary>
    public Answer Once(Task gate) => this with { Gate = gate };

    internal async Task GiveAsync(HttpContext context, Action answering, CancellationToken cancellation)
    {
        await Task.Delay(Delay, cancellation);
        await Gate.WaitAsync(cancellation);
        answering();
        await WriteAsync(context, cancellation);
    }

    private protected abstract Task WriteAsync(HttpContext context, CancellationToken cancellation);

    private sealed record Reply : Answer
    {
        public int StatusCode { get; init; } = 200;

        public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

        public byte[] Body { get; init; } = [];

        private protected override async Task WriteAsync(HttpContext context, CancellationToken cancellation)
        {
            context.Response.StatusCode = StatusCode;
            foreach (var (name, value) in Headers)
            {
                context.Response.Headers.Append(name, value);
            }

            if (Body.Length > 0)
            {
                context.Response.ContentLength = Body.Length;
                await context.Response.Body.WriteAsync(Body, cancellation);
            }
        }
    }

    private sealed record Silence : Answer
    {
        private protected override Task WriteAsync(HttpContext context, CancellationToken cancellation) =>
            Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
    }

    private sealed record Cut : Answer
    {
        private protected override Task WriteAsync(HttpContext context, CancellationToken cancellation)
        {
            context.Abort();
            return Task.CompletedTask;
        }
    }

    private sealed record Chunked(TimeSpan Pause, IReadOnlyList<byte[]> Chunks) : Answer
    {
        private protected override async Task WriteAsync(HttpContext context, CancellationToken cancellation)
        {
            foreach (var chunk in Chunks)
            {
                await context.Response.Body.WriteAsync(chunk, cancellation);
                await context.Response.Body.FlushAsync(cancellation);
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    private sealed record Broken(byte[] Body, long Promised) : Answer
    {
        private protected override async Task WriteAsync(HttpContext context, CancellationToken cancellation)
        {
            context.Response.ContentLength = Promised;
            await context.Response.Body.WriteAsync(Body, cancellation);
            await context.Response.Body.FlushAsync(cancellation);
            context.Abort();
        }
    }
}
