using BusQStash.Store.Messages;

namespace BusQStash.Store.Sqlite;

/// <summary>Frees deduplication keys before their window is over.</summary>
internal static class SqliteDeduplication
{
    /// <summary>Frees the key of a message that ended in a way its publisher's server lets it free its key.</summary>
    public static void Free(SqliteSession session, string messageId, DeduplicationFreeing because) => session.Execute(
        "delete from deduplication where message_id = @id and free_on > 0 and (free_on & @because) > 0", messageId, because);
}
