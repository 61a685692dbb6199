namespace BusQStash.Client.Server;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">What, the same word each time.</param>
/// <param name="State"><c>ok</c>, <c>unknown</c> (could not be seen), <c>warn</c> or <c>fail</c>.</param>
/// <param name="Text">What was found, a sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DoctorFinding(string Name, string State, string Text, string? Remedy);
