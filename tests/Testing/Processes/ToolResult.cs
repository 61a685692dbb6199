namespace BusQStash.Testing.Processes;

/// <summary>The exit code and output of a command.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Error);
