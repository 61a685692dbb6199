namespace BusQStash.Store.BulkActions;

/// <summary>The names of kinds, as they are written and shown.</summary>
public static class BulkKinds
{
    /// <summary>All names, in the order of the kinds.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cancel", "dlqRetry", "dlqDelete", "runCancel"];

    /// <summary>All names as a statement lists them.</summary>
    internal static string Quoted { get; } = string.Join(", ", Names.Select(name => $"'{name}'"));

    /// <summary>The name of a kind.</summary>
    public static string NameOf(BulkKind kind) => Names[(int)kind];

    /// <summary>The kind of a name; <see langword="null"/> when there is none.</summary>
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
