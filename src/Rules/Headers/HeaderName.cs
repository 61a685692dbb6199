namespace BusQStash.Rules.Headers;

/// <summary>Header names in one spelling: <c>Content-Type</c>, <c>My-Header</c> (wire contract 2.6).</summary>
internal static class HeaderName
{
    internal static string Canonical(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        var first = true;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = first ? char.ToUpperInvariant(source[i]) : char.ToLowerInvariant(source[i]);
            first = source[i] == '-';
        }
    });
}
