namespace BusQStash.Client.Server;

/// <summary>One result of the doctor.</summary>
/// <param name="Name">The check's name, always the same word.</param>
/// <param name="State"><c>ok</c>, <c>unknown</c> (could not be checked), <c>warn</c> or <c>fail</c>.</param>
/// <param name="Text">The result, as a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DoctorFinding(string Name, string State, string Text, string? Remedy);
