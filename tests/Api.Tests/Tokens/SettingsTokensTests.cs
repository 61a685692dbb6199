using BusQStash.Api.Http;
using BusQStash.Api.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Api.Tests.Tokens;

public sealed class SettingsTokensTests
{
    [Theory]
    [InlineData("Token", "", "set Token or TokenHash")]
    [InlineData("TokenHash", "abc", "set Token or TokenHash")]
    [InlineData("ExpiresAt", "soon", "no time")]
    [InlineData("Rights", "write", "Rights")]
    [InlineData("Rights", "read", "right publish and no other")]
    [InlineData("Hosts", "a b", "invalid host")]
    [InlineData("Queues", "a b", "invalid queue")]
    public void Refuses_and_names_what_is_wrong(string setting, string value, string named)
    {
        var settings = Valid();
        settings[$"BusQStash:Tokens:ci:{setting}"] = value;
        using var services = Services(settings);

        var error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<SettingsTokens>);

        Assert.Contains("BusQStash:Tokens:ci", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_what_is_no_hash()
    {
        var settings = Valid();
        settings.Remove("BusQStash:Tokens:ci:Token");
        settings["BusQStash:Tokens:ci:TokenHash"] = "abc";
        using var services = Services(settings);

        Assert.Contains("SHA-256", Assert.Throws<OptionsValidationException>(services.GetRequiredService<SettingsTokens>).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_that_change_are_others_from_then_on()
    {
        using var services = Services(Valid());
        var tokens = services.GetRequiredService<SettingsTokens>();
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();

        configuration["BusQStash:Tokens:ci:Token"] = "another";
        configuration["BusQStash:Token"] = "another-root";
        configuration.Reload();

        Assert.Null(tokens.Find(TokenSecret.Hash("of-ci")));
        Assert.Equal("ci", tokens.Find(TokenSecret.Hash("another"))!.Name);
        Assert.Equal(Access.Full, tokens.Find(TokenSecret.Hash("another-root"))!.Access);
        Assert.Null(tokens.Find(TokenSecret.Hash("of-root")));
    }

    [Theory]
    [InlineData("BusQStash:Tokens:ci:Rights", "write")]
    [InlineData("BusQStash:Tokens:ci:ExpiresAt", "soon")]
    [InlineData("BusQStash:Token", "")]
    public void A_change_that_makes_no_sense_leaves_those_of_before(string setting, string value)
    {
        using var services = Services(Valid());
        var tokens = services.GetRequiredService<SettingsTokens>();
        var configuration = (IConfigurationRoot)services.GetRequiredService<IConfiguration>();

        configuration[setting] = value;
        configuration.Reload();

        Assert.Equal(["ci", "root"], tokens.All.Select(token => token.Name));
        Assert.NotNull(tokens.Find(TokenSecret.Hash("of-root")));
    }

    private static Dictionary<string, string?> Valid() => new()
    {
        ["BusQStash:Token"] = "of-root",
        ["BusQStash:Tokens:ci:Token"] = "of-ci",
        ["BusQStash:Tokens:ci:Rights"] = "publish",
        ["BusQStash:Tokens:ci:Hosts"] = "example.com",
    };

    private static ServiceProvider Services(Dictionary<string, string?> settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return new ServiceCollection().AddLogging().AddSingleton(configuration).AddApiHttp(configuration).AddTokens().BuildServiceProvider();
    }
}
