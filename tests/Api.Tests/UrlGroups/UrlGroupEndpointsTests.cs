using BusQStash.Api.Tests.Hosting;
using Xunit;

namespace BusQStash.Api.Tests.UrlGroups;

public sealed class UrlGroupEndpointsTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Adds_updates_and_removes_endpoints()
    {
        await AddAsync("group", """{"endpoints":[{"url":"https://a.example","name":"a"},{"url":"https://b.example"},{"url":"https://c.example","name":""}]}""");
        Assert.Equal("""[{"url":"https://a.example","name":"a"},{"url":"https://b.example"},{"url":"https://c.example"}]""", await EndpointsAsync("group"));

        await AddAsync("group", """{"endpoints":[{"url":"https://a2.example","name":"a"},{"url":"https://b.example","name":"b"}]}""");
        Assert.Equal(
            """[{"url":"https://a2.example","name":"a"},{"url":"https://b.example","name":"b"},{"url":"https://c.example"}]""",
            await EndpointsAsync("group"));

        await RemoveAsync("group", """{"endpoints":[{"name":"a"},{"url":"https://c.example"}]}""");
        Assert.Equal("""[{"url":"https://b.example","name":"b"}]""", await EndpointsAsync("group"));

        await RemoveAsync("group", """{"endpoints":[{"url":"https://b.example"}]}""");
        (await api.CallAsync("GET", "/v2/topics/group")).ExpectError(404, "group");
    }

    [Theory]
    [InlineData("Front door")]
    [InlineData(" ")]
    [InlineData("a/b:c, \"ü\" 🙂")]
    public async Task An_endpoint_has_any_name(string name)
    {
        var group = $"names-{Guid.CreateVersion7():N}";
        var json = System.Text.Json.JsonSerializer.Serialize(name);
        await AddAsync(group, $$"""{"endpoints":[{"url":"https://a.example","name":{{json}}},{"url":"https://b.example","name":"b"}]}""");
        await AddAsync(group, $$"""{"endpoints":[{"url":"https://moved.example","name":{{json}}}]}""");
        var endpoint = (await api.CallAsync("GET", $"/v2/topics/{group}")).Expect(200).Json["endpoints"]![0]!;
        Assert.Equal((name, "https://moved.example"), (endpoint["name"]!.GetValue<string>(), endpoint["url"]!.GetValue<string>()));

        var sent = (await api.PublishAsync(group, "", ("Upstash-Delay", "600s"))).Expect(200).Json[0]!["messageId"]!.GetValue<string>();
        Assert.Equal(name, (await api.CallAsync("GET", $"/v2/messages/{sent}")).Expect(200).Json["endpointName"]!.GetValue<string>());

        await RemoveAsync(group, $$"""{"endpoints":[{"name":{{json}}}]}""");
        Assert.Equal("""[{"url":"https://b.example","name":"b"}]""", await EndpointsAsync(group));
        (await api.CallAsync("POST", "/v2/topics/a%20group/endpoints", """{"endpoints":[{"url":"https://a.example"}]}""")).ExpectError(400, "group name");
    }

    [Fact]
    public async Task Members_are_taken_in_any_letters()
    {
        await AddAsync("letters", """{"Endpoints":[{"Url":"https://a.example","NAME":"a"}]}""");
        Assert.Equal("""[{"url":"https://a.example","name":"a"}]""", await EndpointsAsync("letters"));
        (await api.CallAsync("PATCH", "/v2/topics/letters", """{"Headers":{"upstash-retries":"9"}}""")).Expect(200);
        var sent = (await api.PublishAsync("letters")).Expect(200).Json[0]!["messageId"]!.GetValue<string>();
        Assert.Equal(9, (await api.StoredAsync(sent)).Spec.MaxRetries);
    }

    [Fact]
    public async Task Shows_the_documented_members()
    {
        await AddAsync("shown", """{"endpoints":[{"url":"https://a.example"}]}""");
        var group = (await api.CallAsync("GET", "/v2/topics/shown")).Expect(200).Json.AsObject();
        Assert.Equal(["name", "createdAt", "updatedAt", "endpoints"], group.Select(member => member.Key));
        Assert.True(group["createdAt"]!.GetValue<long>() > 1_700_000_000_000);
        var names = (await api.CallAsync("GET", "/v2/topics/")).Expect(200).Json.AsArray().Select(listed => listed!["name"]!.GetValue<string>());
        Assert.Contains("shown", names);
    }

    [Fact]
    public async Task Deletes_a_group_and_does_not_mind_doing_so_again()
    {
        await AddAsync("gone", """{"endpoints":[{"url":"https://a.example"}]}""");
        (await api.CallAsync("DELETE", "/v2/topics/gone")).Expect(200);
        (await api.CallAsync("DELETE", "/v2/topics/gone")).Expect(200);
        (await api.PublishAsync("gone")).ExpectError(400, "invalid scheme");
    }

    [Fact]
    public async Task A_group_without_endpoints_takes_no_messages()
    {
        (await api.CallAsync("PATCH", "/v2/topics/empty", """{"headers":{"Upstash-Retries":1}}""")).Expect(200);
        (await api.PublishAsync("empty")).ExpectError(400, "no endpoints");
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("{}", "endpoints")]
    [InlineData("""{"endpoints":[]}""", "endpoints")]
    [InlineData("""{"endpoints":[null]}""", "endpoints[0]")]
    [InlineData("""{"endpoints":[{"name":"a"}]}""", "endpoints[0].url")]
    [InlineData("""{"endpoints":[{"url":"https://a.example"},{"url":"ftp://x"}]}""", "endpoints[1].url")]
    [InlineData("""{"endpoints":[{"url":"http://127.0.0.1"}]}""", "loopback")]
    [InlineData("""{"endpoints":[{"url":"https://a.example","name":"a\u0000b"}]}""", "endpoints[0].name")]
    public async Task Refuses_endpoints_that_are_none(string body, string names)
    {
        (await api.CallAsync("POST", "/v2/topics/refused/endpoints", body)).ExpectError(400, names);
        (await api.CallAsync("GET", "/v2/topics/refused")).Expect(404);
    }

    [Fact]
    public async Task Refuses_too_many_endpoints()
    {
        var endpoints = string.Join(',', Enumerable.Range(0, 1001).Select(i => $$"""{"url":"https://example.com/{{i}}"}"""));
        (await api.CallAsync("POST", "/v2/topics/huge/endpoints", $$"""{"endpoints":[{{endpoints}}]}""")).ExpectError(412, "1000");
    }

    [Fact]
    public async Task Removing_needs_a_name_or_a_url_and_a_known_group()
    {
        (await api.CallAsync("DELETE", "/v2/topics/unknown/endpoints", """{"endpoints":[{}]}""")).ExpectError(400, "name or a url");
        (await api.CallAsync("DELETE", "/v2/topics/unknown/endpoints", """{"endpoints":[{"name":"a"}]}""")).ExpectError(404, "unknown");
    }

    [Theory]
    [InlineData("""{}""", "headers")]
    [InlineData("""{"headers":{"Upstash-Retries":"many"}}""", "Upstash-Retries")]
    [InlineData("""{"headers":{"a b":"x"}}""", "a b")]
    [InlineData("""{"headers":{"X":"a\nb"}}""", "control character")]
    [InlineData("""{"headers":{"X":{}}}""", "headers")]
    public async Task Refuses_default_headers_no_message_could_have(string body, string names) =>
        (await api.CallAsync("PATCH", "/v2/topics/defaults", body)).ExpectError(400, names);

    [Theory]
    [InlineData("GET", "/v2/topics/a%20b")]
    [InlineData("DELETE", "/v2/topics/a%20b")]
    [InlineData("POST", "/v2/topics/a%20b/endpoints")]
    [InlineData("DELETE", "/v2/topics/a%20b/endpoints")]
    [InlineData("PATCH", "/v2/topics/a%20b")]
    public async Task Refuses_bad_names(string method, string target) => (await api.CallAsync(method, target, "{}")).ExpectError(400, "group name");

    private async Task AddAsync(string name, string body) => (await api.CallAsync("POST", $"/v2/topics/{name}/endpoints", body)).Expect(200);

    private async Task RemoveAsync(string name, string body) => (await api.CallAsync("DELETE", $"/v2/topics/{name}/endpoints", body)).Expect(200);

    private async Task<string> EndpointsAsync(string name) =>
        (await api.CallAsync("GET", $"/v2/topics/{name}")).Expect(200).Json["endpoints"]!.ToJsonString();
}
