using System.Diagnostics;

namespace BusQStash.CrashPoints;

/// <summary>Ends the process at the point a test has named, as a power cut would: once, and nothing is finished.</summary>
public static class CrashPoint
{
    /// <summary>The environment variable with the path of the file that names the point. It is not there most of the time.</summary>
    public const string FileVariable = "BUSQ_TEST_CRASH_POINT";

    private static readonly string? Path = Environment.GetEnvironmentVariable(FileVariable);

    internal static void Reach(string point)
    {
        if (Path is null || !File.Exists(Path) || File.ReadAllText(Path) != point)
        {
            return;
        }

        // Gone before the end: the program that is started again must not meet it.
        File.Delete(Path);
        Process.GetCurrentProcess().Kill();
        new ManualResetEventSlim().Wait();
    }
}
