using BusQStash.Store.Signing;

namespace BusQStash.Api.Signing;

/// <summary>The signing keys as receivers need them (wire contract 20).</summary>
internal sealed record KeysResponse(string Current, string Next)
{
    internal static KeysResponse Of(SigningKeys keys) => new(keys.Current, keys.Next);
}
