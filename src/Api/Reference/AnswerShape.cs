namespace BusQStash.Api.Reference;

/// <summary>Answers whose JSON no single type describes.</summary>
internal enum AnswerShape
{
    /// <summary>The type the endpoint names.</summary>
    AsProduced,

    /// <summary>An object for one message, an array for those of a URL group.</summary>
    Published,

    /// <summary>An array of those, with an error in the place of what was refused.</summary>
    Batch,
}
