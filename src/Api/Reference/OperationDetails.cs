namespace BusQStash.Api.Reference;

/// <summary>The parts of an endpoint's description that its signature lacks, because it reads the request itself.</summary>
internal sealed record OperationDetails
{
    /// <summary>The path users call, where it is not the route's: the destination is removed before routing.</summary>
    internal string? PublicPath { get; init; }

    internal IReadOnlyList<QueryParameter> Query { get; init; } = [];

    internal IReadOnlyList<HeaderParameter> Headers { get; init; } = [];

    /// <summary>The type of the body: JSON of a type, or <c>byte[]</c> for any bytes.</summary>
    internal Type? Body { get; init; }

    internal bool BodyIsOptional { get; init; }

    /// <summary>The shape of the answer to a publish: one message or, for a group, several.</summary>
    internal AnswerShape Answer { get; init; }
}
