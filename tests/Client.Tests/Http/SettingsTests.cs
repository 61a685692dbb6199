using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace BusQStash.Client.Tests.Http;

public sealed class SettingsTests
{
    [Fact]
    public void The_variables_of_all_qstash_clients_are_the_start()
    {
        var options = Options(new() { ["QSTASH_URL"] = "http://a", ["QSTASH_TOKEN"] = "t" });

        Assert.Equal(("http://a", "t"), (options.Url, options.Token));
    }

    [Fact]
    public void The_section_goes_over_the_variables_and_the_code_over_both()
    {
        var settings = new Dictionary<string, string?>
        {
            ["QSTASH_URL"] = "http://a",
            ["QSTASH_TOKEN"] = "t",
            ["BusQStash:Client:Url"] = "http://b",
            ["BusQStash:Client:Token"] = "u",
            ["BusQStash:Client:MaxRetries"] = "7",
            ["BusQStash:Client:AttemptTimeout"] = "00:00:05",
            ["BusQStash:Client:AutomaticDeduplication"] = "false",
        };

        var options = Options(settings, code => code.Token = "v");

        Assert.Equal(("http://b", "v", 7, TimeSpan.FromSeconds(5), false), (options.Url, options.Token, options.MaxRetries, options.AttemptTimeout, options.AutomaticDeduplication));
    }

    [Fact]
    public void A_number_out_of_range_is_refused() =>
        Assert.Throws<OptionsValidationException>(() => Options(new() { ["QSTASH_URL"] = "http://a", ["QSTASH_TOKEN"] = "t", ["BusQStash:Client:MaxRetries"] = "-1" }));

    private static BusQStashClientOptions Options(Dictionary<string, string?> settings, Action<BusQStashClientOptions>? code = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.AddBusQStashClient(code);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<BusQStashClientOptions>>().Value;
    }
}
