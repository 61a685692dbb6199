namespace BusQStash.Testing.Processes;

/// <summary>How a command ended.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error);
