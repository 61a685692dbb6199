namespace BusQStash.Store.Sql;

/// <summary>Text as the ledger stores it, on either engine.</summary>
internal static class StoredText
{
    /// <summary>
    /// Replaces NUL, which PostgreSQL does not store in text. Otherwise a destination that answers with a NUL would prevent the settlement of its attempt, and the message would be
    /// attempted for ever.
    /// </summary>
    internal static string? Of(string? text) => text?.Replace('\0', '\uFFFD');

    /// <summary>Labels, stored between commas.</summary>
    internal static IReadOnlyList<string> Labels(string? text) => text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
