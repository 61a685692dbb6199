using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Client.Http;

/// <summary>Fills the options from the variables all QStash clients know, then from the program's configuration.</summary>
internal sealed class ClientSettings(IServiceProvider services) : IConfigureOptions<BusQStashClientOptions>
{
    public void Configure(BusQStashClientOptions options)
    {
        // A program without a configuration is supported: only the variables apply then.
        var configuration = services.GetService<IConfiguration>();
        options.Url = Variable(configuration, "QSTASH_URL") ?? options.Url;
        options.Token = Variable(configuration, "QSTASH_TOKEN") ?? options.Token;
        configuration?.GetSection(BusQStashClientOptions.SectionName).Bind(options);
    }

    /// <summary>Most programs have the environment in their configuration; for the others the variable is read directly.</summary>
    internal static string? Variable(IConfiguration? configuration, string name) =>
        configuration?[name] is { Length: > 0 } configured ? configured
        : Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? set
        : null;
}
