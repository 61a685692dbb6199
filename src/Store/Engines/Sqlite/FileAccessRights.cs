using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace BusQStash.Store.Engines.Sqlite;

/// <summary>Asks the operating system whether this process may write to a path: a trial write would leave traces.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class FileAccessRights
{
    private const int Write = 2;

    public static bool MayWrite(string path) => Access(path, Write) == 0;

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Access(string path, int mode);
}
