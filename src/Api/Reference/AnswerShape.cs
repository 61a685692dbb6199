namespace BusQStash.Api.Reference;

/// <summary>Answers whose JSON a single type cannot describe.</summary>
internal enum AnswerShape
{
    /// <summary>The type the endpoint declares.</summary>
    AsProduced,

    /// <summary>An object for one message, an array for those of a URL group.</summary>
    Published,

    /// <summary>An array of those, with an error in place of each refused item.</summary>
    Batch,
}
