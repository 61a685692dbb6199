namespace BusQStash.Store.Sql;

/// <summary>Makes text that contains remote input storable on every engine.</summary>
internal static class StoredText
{
    /// <summary>
    /// Replaces NUL, which PostgreSQL does not store in text. Otherwise a destination that answers with a NUL would prevent the settlement of its attempt, and the message would be
    /// attempted for ever.
    /// </summary>
    internal static string? Of(string? text) => text?.Replace('\0', '\uFFFD');
}
