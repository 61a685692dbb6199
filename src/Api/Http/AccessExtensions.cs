namespace BusQStash.Api.Http;

internal static class AccessExtensions
{
    extension(Access access)
    {
        /// <summary>The highest right of a caller that may read, as answers spell it: <c>full</c>, <c>publish</c> or <c>read</c>.</summary>
        internal string Word => access == Access.Full ? "full" : access.HasFlag(Access.Publish) ? "publish" : "read";
    }
}
