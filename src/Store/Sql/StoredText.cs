namespace BusQStash.Store.Sql;

/// <summary>Text that was put together out of what others sent, as every engine can hold it.</summary>
internal static class StoredText
{
    /// <summary>
    /// PostgreSQL takes no NUL in a text. A destination that answers with one would otherwise keep its attempt from ever being written down, and the message
    /// would be attempted again without end.
    /// </summary>
    internal static string? Of(string? text) => text?.Replace('\0', '\uFFFD');
}
