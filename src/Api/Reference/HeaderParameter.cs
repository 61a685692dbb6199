namespace BusQStash.Api.Reference;

/// <summary>A header that configures a message, a schedule or a callback.</summary>
/// <param name="Name">Its name; a star stands for a variable rest.</param>
/// <param name="Description">Its meaning, and its default.</param>
/// <param name="Example">An example value.</param>
internal sealed record HeaderParameter(string Name, string Description, string Example)
{
    /// <summary>Its key among the document's components, where a star is not allowed.</summary>
    internal string Key => Name.Replace("*", "NAME", StringComparison.Ordinal);
}
