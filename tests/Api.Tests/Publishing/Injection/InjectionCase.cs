namespace BusQStash.Api.Tests.Publishing.Injection;

/// <summary>One header somebody asks for, and the way it comes in.</summary>
/// <param name="Way">How the publisher says it.</param>
/// <param name="Name">The header's name, one character per byte where it comes as bytes.</param>
/// <param name="Value">The header's value.</param>
internal sealed record InjectionCase(InjectionWay Way, string Name, string Value);
