using System.Text;
using BusQStash.Rules.Signing;
using BusQStash.Store.Signing;

namespace BusQStash.Worker.Signing;

/// <summary>Keys for signing requests, until the next rotation.</summary>
internal sealed class SigningMaterial(SigningKeys keys)
{
    private readonly Lazy<WebhookKey[]> _webhooks = new(() => [Derived(keys.Current), Derived(keys.Next)]);

    /// <summary>The current key as bytes.</summary>
    public byte[] Current { get; } = Encoding.UTF8.GetBytes(keys.Current);

    /// <summary>
    /// The keys of Standard Webhooks, derived when they are first needed: of the current key and of the next. A receiver of that scheme knows one key, so both sign
    /// always: it changes over whenever it likes before a rotation, and refuses nothing.
    /// </summary>
    public IReadOnlyList<WebhookKey> Webhooks => _webhooks.Value;

    private static WebhookKey Derived(string key) => new(Encoding.UTF8.GetBytes(key));
}
