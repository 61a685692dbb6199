using System.Net;
using BusQStash.Client.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Client.Tests.Receiving;

public sealed class SignatureEndpointTests
{
    private const string Body = """{"name":"Ä-1"}""";

    [Fact]
    public async Task A_signed_request_reaches_the_handler_with_its_body()
    {
        await using var app = await GuardedApp.StartAsync();

        Assert.Equal((HttpStatusCode.OK, "Ä-1 msg_1 2"), await app.PostAsync("/json", Body, GuardedApp.Sign(Body)));
        Assert.Equal((HttpStatusCode.OK, "0A2B"), await app.PostAsync("/raw", "\n+", GuardedApp.Sign("\n+")));
    }

    [Fact]
    public async Task A_group_is_guarded_as_a_whole_and_others_stay_open()
    {
        await using var app = await GuardedApp.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/group/member", Body, GuardedApp.Sign(Body))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostAsync("/group/member", Body, null)).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/open", Body, null)).Status);
    }

    [Fact]
    public async Task Without_a_signature_it_is_401()
    {
        await using var app = await GuardedApp.StartAsync();

        Assert.Equal((HttpStatusCode.Unauthorized, """{"error":"the header Upstash-Signature is missing"}"""), await app.PostAsync("/json", Body, null));
    }

    [Fact]
    public async Task What_is_no_signature_is_400()
    {
        await using var app = await GuardedApp.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostAsync("/json", Body, "nonsense")).Status);
    }

    [Fact]
    public async Task A_wrong_signature_is_403_and_names_the_check()
    {
        await using var app = await GuardedApp.StartAsync();

        var (status, text) = await app.PostAsync("/json", Body, GuardedApp.Sign("another body"));
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("another body", text, StringComparison.Ordinal);
        Assert.Contains("signing key", (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_other"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_comes_before_what_the_handler_thinks_of_the_body()
    {
        await using var app = await GuardedApp.StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostAsync("/json", "no json", null)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.PostAsync("/json", "no json", GuardedApp.Sign("no json"))).Status);
    }

    [Fact]
    public async Task With_a_public_url_the_url_is_checked_as_it_was_published()
    {
        await using var app = await GuardedApp.StartAsync(options => (options.CurrentSigningKey, options.PublicUrl) = (GuardedApp.Key, "https://example.com/"));

        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/json?a=%2F", Body, GuardedApp.Sign(Body, "https://example.com/json?a=%2F"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, "https://example.com/other"))).Status);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_413()
    {
        await using var app = await GuardedApp.StartAsync(options => (options.CurrentSigningKey, options.MaxBodyBytes) = (GuardedApp.Key, 4));

        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/raw", "1234", GuardedApp.Sign("1234"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await app.PostAsync("/raw", "12345", GuardedApp.Sign("12345"))).Status);
    }

    [Fact]
    public async Task A_callback_is_read_as_what_it_is()
    {
        const string payload = """{"status":500,"body":"bm8=","retried":3,"maxRetries":3,"sourceMessageId":"msg_2","createdAt":"1700000000000","dlqId":"1-1"}""";
        await using var app = await GuardedApp.StartAsync();

        Assert.Equal((HttpStatusCode.OK, "500 no True"), await app.PostAsync("/callback", payload, GuardedApp.Sign(payload)));
    }

    [Fact]
    public async Task Keys_can_be_the_servers_own_and_follow_its_rotations()
    {
        var server = new StubServer().Answers("""{"current":"sig_a","next":"sig_b"}""").Answers("""{"current":"sig_c","next":"sig_d"}""");
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await GuardedApp.StartAsync(
            options => options.FetchKeys = true, services => services.AddSingleton(server.Client()).AddSingleton<TimeProvider>(time));

        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_a"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_b"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_c"))).Status);
        Assert.Single(server.Requests);

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_c"))).Status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Keys_that_cannot_be_fetched_are_503_at_first_and_the_old_ones_later()
    {
        var server = new StubServer().Answers("", 500).Answers("""{"current":"sig_a","next":"sig_b"}""").Answers("", 500);
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await GuardedApp.StartAsync(
            options => options.FetchKeys = true,
            services => services.AddSingleton(server.Client(options => options.MaxRetries = 0)).AddSingleton<TimeProvider>(time));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_a"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_a"))).Status);
        time.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("/json", Body, GuardedApp.Sign(Body, key: "sig_a"))).Status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Without_a_key_it_does_not_start()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => GuardedApp.StartAsync(options => options.CurrentSigningKey = null));

        Assert.Contains("QSTASH_CURRENT_SIGNING_KEY", exception.Message, StringComparison.Ordinal);
    }
}
