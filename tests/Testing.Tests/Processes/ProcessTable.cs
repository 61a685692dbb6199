namespace BusQStash.Testing.Tests.Processes;

internal static class ProcessTable
{
    /// <summary>A dead process whose parent has not asked for it yet still has an entry, in state Z.</summary>
    public static bool IsGone(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return true;
        }
    }
}
