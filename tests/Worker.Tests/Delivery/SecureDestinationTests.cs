using System.Net;
using BusQStash.Contracts.Messages;
using BusQStash.Store.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace BusQStash.Worker.Tests.Delivery;

public sealed class SecureDestinationTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2", "POST")]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2", "GET")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1", "POST")]
    public async Task Speaks_what_tls_negotiates_and_keeps_every_byte(HttpProtocols offered, string spoken, string method)
    {
        var seen = new TaskCompletionSource<(string Protocol, string Target, string Value, string Id)>();
        await using var server = await StartAsync(offered, async context =>
        {
            seen.TrySetResult((
                context.Request.Protocol,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                context.Request.Headers["X-Bytes"].ToString(),
                context.Request.Headers["Upstash-Message-Id"].ToString()));
            context.Response.Headers["x-lower-case"] = "1";
            await context.Response.WriteAsync("fine");
        });
        await using var harness = new DeliveryHarness(TrustedCertificate.Trust);

        var settlement = await harness.RunAsync(new MessageSpec
        {
            Url = AddressOf(server) + "/a%2Fb/../?x=%26",
            Method = method,
            Headers = [new("X-Bytes", "caf\u00e9")],
        });

        Assert.Null(settlement.Error);
        Assert.Equal((spoken, "/a%2Fb/../?x=%26", "caf\u00e9", "msg_1"), await seen.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Contains(new HeaderLine("X-Lower-Case", "1"), settlement.Response!.Headers);
    }

    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2)]
    [InlineData(HttpProtocols.Http1)]
    public async Task An_answer_that_comes_before_a_large_body_was_sent_is_read(HttpProtocols offered)
    {
        await using var server = await StartAsync(offered, async context =>
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            context.Response.Headers.Connection = offered == HttpProtocols.Http1 ? "close" : default;
            await context.Response.WriteAsync("too large");
        });
        await using var harness = new DeliveryHarness(TrustedCertificate.Trust);

        var settlement = await harness.RunAsync(new MessageSpec { Url = AddressOf(server) }, new byte[9_000_000]);

        Assert.Equal(413, settlement.Response?.Status);
        Assert.Equal("too large", System.Text.Encoding.ASCII.GetString(settlement.Response!.Body.Span));
    }

    [Fact]
    public async Task A_certificate_nobody_vouches_for_is_a_failed_attempt()
    {
        await using var server = await StartAsync(HttpProtocols.Http1AndHttp2, _ => Task.CompletedTask);
        await using var harness = new DeliveryHarness();

        var settlement = await harness.RunAsync(new MessageSpec { Url = AddressOf(server) });

        Assert.Equal(MessageState.Retrying, settlement.NextState);
        Assert.Contains("No secure connection", settlement.Error, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(HttpProtocols protocols, RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.RequestHeaderEncodingSelector = static _ => System.Text.Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = protocols;
                listen.UseHttps(TrustedCertificate.Create());
            });
        });
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static string AddressOf(WebApplication server) =>
        server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
}
