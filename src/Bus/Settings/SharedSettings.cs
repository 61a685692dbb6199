using System.Security.Cryptography;
using System.Text;
using BusQStash.Bus.Connections;
using BusQStash.Store.Instances;
using BusQStash.Store.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BusQStash.Bus.Settings;

/// <summary>The settings of this process that must agree between all processes on one ledger, so that deliveries do not depend on the process that makes them.</summary>
internal sealed class SharedSettings(IConfiguration configuration, IOptions<InstanceOptions> instance, IOptions<BrokerOptions> broker)
{
    /// <summary>Longer texts are compared by their beginning and a hash.</summary>
    private const int Longest = 100;

    /// <summary>Two bytes: enough to see that two secrets differ, not enough to find one by trying.</summary>
    private const int MarkBytes = 2;

    /// <summary>Settings of one machine, or that may differ between processes with an API and those without.</summary>
    private static readonly string[] Own =
    [
        "BusQStash:Worker:", "BusQStash:DataDirectory", "BusQStash:SecretsDirectory", "BusQStash:Http:", "BusQStash:Dashboard:", "BusQStash:Tracing:",
        "BusQStash:Metrics:", "BusQStash:Broker:", "BusQStash:AllowDevelopmentToken", "BusQStash:Client:", "BusQStash:Receiver:",
        "BusQStash:Delivery:MaxConcurrent", "BusQStash:Delivery:Prefetch", "BusQStash:CurrentSigningKey", "BusQStash:NextSigningKey",
    ];

    /// <summary>Names as environment variables, values as text.</summary>
    public IReadOnlyDictionary<string, string> List()
    {
        var known = KnownSettings.Of(AppDomain.CurrentDomain.GetAssemblies().Where(IsOfThisProcess));
        var given = configuration.GetSection("BusQStash").AsEnumerable().Where(entry => entry.Value is not null).Select(entry => entry.Key);
        return known.Keys.Concat(given)
            .Where(name => !Own.Any(own => name.StartsWith(own, StringComparison.OrdinalIgnoreCase)))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToDictionary(
                name => name.Replace(":", "__", StringComparison.Ordinal),
                name => Shown(name, configuration[name] ?? known.GetValueOrDefault(name)))
            .Append(KeyValuePair.Create("ConnectionStrings__RabbitMq (virtual host)", broker.Value.Address?.VirtualHost ?? "none"))
            .ToDictionary();
    }

    /// <summary>A process that only accepts has unused delivery options, and vice versa.</summary>
    private bool IsOfThisProcess(System.Reflection.Assembly assembly) => assembly.GetName().Name switch
    {
        "BusQStash.Api" => instance.Value.Kind.HasFlag(InstanceKind.Api),
        "BusQStash.Worker" => instance.Value.Kind.HasFlag(InstanceKind.Worker),
        "BusQStash.Store" or "BusQStash.Rules" or "BusQStash.Bus" => true,
        _ => false,
    };

    private static string Shown(string name, string? value) =>
        string.IsNullOrEmpty(value) ? "not set"
        : KnownSettings.IsSecret(name, value) ? $"set, mark {Mark(name, value)}"
        : value.Length > Longest ? $"{value[..Longest]}… (mark {Mark(name, value)})"
        : value;

    private static string Mark(string name, string value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}\n{value}")).AsSpan(0, MarkBytes));
}
