using BusQStash.Api.Http;
using BusQStash.Api.Startup;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BusQStash.Api.Tests.Startup;

public sealed class BannerTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080")]
    [InlineData("http://localhost:9000", "http://localhost:9000")]
    [InlineData("http://+:8080", "http://127.0.0.1:8080")]
    [InlineData("http://*:8080", "http://127.0.0.1:8080")]
    [InlineData("http://0.0.0.0:8080", "http://127.0.0.1:8080")]
    [InlineData("https://[::]:8443/", "https://127.0.0.1:8443")]
    [InlineData("http://10.0.0.1", "http://10.0.0.1")]
    public void Names_an_address_one_can_call(string listened, string called)
    {
        var text = Text(listened, null);
        Assert.Contains($"export QSTASH_URL={called}\n", text, StringComparison.Ordinal);
        Assert.Contains($"\"$QSTASH_URL/v2/publish/{called}/health/live?upstash-method=GET\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_development_token_but_never_an_operators_token()
    {
        Assert.Contains($"export QSTASH_TOKEN={DevelopmentUser.Token}\n", Text("http://127.0.0.1:8080", null), StringComparison.Ordinal);
        Assert.Contains($"export QSTASH_TOKEN={DevelopmentUser.Token}\n", Text("http://127.0.0.1:8080", DevelopmentUser.Token), StringComparison.Ordinal);
        var own = Text("http://127.0.0.1:8080", "operators-secret");
        Assert.DoesNotContain("operators-secret", own, StringComparison.Ordinal);
        Assert.Contains("BusQStash__Token", own, StringComparison.Ordinal);
    }

    [Fact]
    public void Lets_the_shell_put_the_token_into_the_header() =>
        Assert.Contains("-H \"Authorization: Bearer $QSTASH_TOKEN\"", Text("http://127.0.0.1:8080", "operators-secret"), StringComparison.Ordinal);

    [Fact]
    public void Says_in_a_container_what_is_called_otherwise_outside_of_it()
    {
        var inside = Banner.Text(Settings(("DOTNET_RUNNING_IN_CONTAINER", "true")), "http://[::]:8080");

        Assert.Contains("the port at which it is published", inside, StringComparison.Ordinal);
        Assert.Contains("http://host.docker.internal:PORT", inside, StringComparison.Ordinal);
        Assert.DoesNotContain("container", Text("http://127.0.0.1:8080", null), StringComparison.Ordinal);
    }

    private static string Text(string listened, string? token) => Banner.Text(Settings(("BusQStash:Token", token)), listened);

    private static IConfigurationRoot Settings(params (string Name, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => setting.Value))
        .Build();
}
