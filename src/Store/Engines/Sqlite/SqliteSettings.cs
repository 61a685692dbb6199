namespace BusQStash.Store.Engines.Sqlite;

/// <summary>Location of the ledger's file.</summary>
/// <param name="Folder">The folder; created if it does not exist.</param>
internal sealed record SqliteSettings(string Folder)
{
    private const string FileName = "busqstash.db";

    public string DatabasePath => Path.Combine(Path.GetFullPath(Folder), FileName);

    public string LockPath => DatabasePath + ".lock";
}
