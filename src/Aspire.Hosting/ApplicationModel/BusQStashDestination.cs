namespace Aspire.Hosting.ApplicationModel;

/// <summary>A destination that publishers may address as <c>api/NAME</c>.</summary>
internal sealed record BusQStashDestination(string Name, ReferenceExpression Url);
