namespace BusQStash.Testing.Processes;

/// <summary>A folder that is removed after the test, even when the test process is killed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private TemporaryFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public static TemporaryFolder Create()
    {
        var folder = new TemporaryFolder(Directory.CreateTempSubdirectory("busq-").FullName);
        Watchdog.HoldFolder(folder.FullPath);
        return folder;
    }

    public string Combine(string name) => Path.Combine(FullPath, name);

    public void Dispose()
    {
        try
        {
            if (Directory.Exists(FullPath))
            {
                Directory.Delete(FullPath, recursive: true);
            }

            Watchdog.ReleaseFolder(FullPath);
        }
        catch (IOException)
        {
            // A process that is ending still writes here. The watchdog removes the folder when the tests have ended.
        }
    }
}
