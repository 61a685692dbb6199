using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BusQStash.Benchmarks.Sinks;

/// <summary>The destination of everybody's messages: a bare Kestrel that reads the body, counts, and answers 200.</summary>
/// <remarks>
/// Messages go to any path but those of <see cref="SinkControl"/>; those below <c>/lane/</c> are also watched for order and overlap, and <c>/callback</c> takes what is not counted.
/// </remarks>
internal sealed class SinkServer
{
    public const string Role = "sink";
    public const string LanePath = "/lane/";
    public const string CallbackPath = "/callback";
    private readonly SinkControl _control = new();

    /// <param name="arguments">The port.</param>
    public static async Task RunAsync(string[] arguments)
    {
        var port = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Run(new SinkServer().ServeAsync);
        await app.RunAsync();
    }

    private Task ServeAsync(HttpContext context) => _control.Serve(context) ?? context.Request.Path.Value switch
    {
        CallbackPath => context.Request.BodyReader.CopyToAsync(Stream.Null, context.RequestAborted),
        var path => TakeAsync(context, path ?? ""),
    };

    private async Task TakeAsync(HttpContext context, string path)
    {
        var arrivals = _control.Arrivals;
        var number = await ReadAsync(context.Request.BodyReader, context.RequestAborted);
        arrivals.Add(number);
        var lane = path.StartsWith(LanePath, StringComparison.Ordinal) ? arrivals.Lane(path[LanePath.Length..]) : null;
        lane?.Enter(number);
        await arrivals.DelayAsync();

        // Before the answer: what follows from it comes after it.
        lane?.Leave();
    }

    private static async ValueTask<int> ReadAsync(PipeReader body, CancellationToken cancellationToken)
    {
        var number = -1;
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (number < 0 && read.Buffer.Length >= NumberedBody.Digits)
            {
                number = Number(read.Buffer);
            }

            // What was read is given up only once the number is known.
            body.AdvanceTo(number < 0 && !read.IsCompleted ? read.Buffer.Start : read.Buffer.End, read.Buffer.End);
            if (read.IsCompleted)
            {
                return number;
            }
        }
    }

    private static int Number(ReadOnlySequence<byte> body)
    {
        Span<byte> start = stackalloc byte[NumberedBody.Digits];
        body.Slice(0, NumberedBody.Digits).CopyTo(start);
        return NumberedBody.Read(start);
    }
}
