using BusQStash.Bus.Hosting;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace BusQStash.Bus.Tests.Hosting;

public sealed class HealthProbeTests
{
    private const string Default = "http://127.0.0.1:8080";

    [Theory]
    [InlineData(null, "http://127.0.0.1:8080/")]
    [InlineData("http://+:9000", "http://localhost:9000/")]
    [InlineData("http://*:9000;http://10.0.0.1:9001", "http://localhost:9000/")]
    [InlineData("http://0.0.0.0:9000", "http://127.0.0.1:9000/")]
    [InlineData("http://[::]:9000", "http://[::1]:9000/")]
    [InlineData("https://+:9443;http://+:9000", "http://localhost:9000/")]
    [InlineData("https://+:9443", "https://localhost:9443/")]
    public void Asks_where_the_process_listens(string? urls, string address) =>
        Assert.Equal(address, HealthProbe.Address(Settings(("urls", urls)), Default).AbsoluteUri);

    [Fact]
    public void Endpoints_of_Kestrel_come_before_urls_as_they_do_for_the_server() =>
        Assert.Equal(
            "http://localhost:7000/",
            HealthProbe.Address(
                Settings(("urls", "http://+:9000"), ("Kestrel:Endpoints:Secure:Url", "https://+:7443"), ("Kestrel:Endpoints:Plain:Url", "http://+:7000")),
                Default).AbsoluteUri);

    private static IConfiguration Settings(params (string Name, string? Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.ToDictionary(value => value.Name, value => value.Value)).Build();
}
