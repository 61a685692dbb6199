namespace BusQStash.Api.Reference;

/// <summary>A header a message, a schedule or a callback is configured with.</summary>
/// <param name="Name">Its name; a star stands for the rest of one.</param>
/// <param name="Description">What it does and what it is when left out.</param>
/// <param name="Example">A value.</param>
internal sealed record HeaderParameter(string Name, string Description, string Example)
{
    /// <summary>Its name among the document's components, which allow no star.</summary>
    internal string Key => Name.Replace("*", "NAME", StringComparison.Ordinal);
}
