namespace BusQStash.Store.Engines.Sqlite;

/// <summary>Where the ledger's file lives.</summary>
/// <param name="Folder">The folder; made when it is not there.</param>
internal sealed record SqliteSettings(string Folder)
{
    private const string FileName = "busqstash.db";

    public string DatabasePath => Path.Combine(Path.GetFullPath(Folder), FileName);

    public string LockPath => DatabasePath + ".lock";
}
