namespace BusQStash.Api.Reference;

/// <summary>What the reference says about an endpoint and its code does not: it reads the request by itself.</summary>
internal sealed record OperationDetails
{
    /// <summary>The path users call, where it is not the route's: the destination is off the path before routing sees it.</summary>
    internal string? PublicPath { get; init; }

    internal IReadOnlyList<QueryParameter> Query { get; init; } = [];

    internal IReadOnlyList<HeaderParameter> Headers { get; init; } = [];

    /// <summary>What the body is: JSON of a type, or <c>byte[]</c> for any bytes.</summary>
    internal Type? Body { get; init; }

    internal bool BodyIsOptional { get; init; }

    /// <summary>What the answer to a publish is: one message or, for a group, several.</summary>
    internal AnswerShape Answer { get; init; }
}
