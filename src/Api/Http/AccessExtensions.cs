namespace BusQStash.Api.Http;

internal static class AccessExtensions
{
    extension(Access access)
    {
        /// <summary>What somebody who reads may do besides, as answers say it: <c>full</c>, <c>publish</c> or <c>read</c>.</summary>
        internal string Word => access == Access.Full ? "full" : access.HasFlag(Access.Publish) ? "publish" : "read";
    }
}
