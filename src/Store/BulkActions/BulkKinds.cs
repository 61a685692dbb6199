namespace BusQStash.Store.BulkActions;

/// <summary>Names of bulk action kinds, as stored and shown.</summary>
public static class BulkKinds
{
    /// <summary>All names, in the order of the kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cancel", "dlqRetry", "dlqDelete", "runCancel"];

    /// <summary>All names as a list in an SQL statement.</summary>
    internal static string Quoted { get; } = string.Join(", ", Names.Select(name => $"'{name}'"));

    /// <summary>The name of a kind.</summary>
    public static string NameOf(BulkKind kind) => Names[(int)kind];

    /// <summary>The kind with this name; <see langword="null"/> when unknown.</summary>
    public static BulkKind? Find(string? name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
            {
                return (BulkKind)i;
            }
        }

        return null;
    }
}
