namespace BusQStash.Api.Http;

/// <summary>The first of the publicly known development users (wire contract 22.1). For a developer's own machine only.</summary>
internal static class DevelopmentUser
{
    internal const string Token = "eyJVc2VySUQiOiJkZWZhdWx0VXNlciIsIlBhc3N3b3JkIjoiZGVmYXVsdFBhc3N3b3JkIn0=";
    internal const string CurrentSigningKey = "sig_7kYjw48mhY7kAjqNGcy6cr29RJ6r";
    internal const string NextSigningKey = "sig_5ZB6DVzB1wjE8S6rZ7eenA8Pdnhs";
}
