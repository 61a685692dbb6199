using BusQStash.Client.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BusQStash.Client.Receiving;

/// <summary>Fills the options from the variables all QStash receivers know, then from the program's configuration.</summary>
internal sealed class ReceiverSettings(IServiceProvider services) : IConfigureOptions<ReceiverOptions>
{
    public void Configure(ReceiverOptions options)
    {
        var configuration = services.GetService<IConfiguration>();
        options.CurrentSigningKey = ClientSettings.Variable(configuration, "QSTASH_CURRENT_SIGNING_KEY");
        options.NextSigningKey = ClientSettings.Variable(configuration, "QSTASH_NEXT_SIGNING_KEY");
        configuration?.GetSection(ReceiverOptions.SectionName).Bind(options);
    }
}
