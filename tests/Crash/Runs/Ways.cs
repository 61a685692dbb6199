using BusQStash.Testing.Networks;

namespace BusQStash.Crash.Runs;

/// <summary>The links of one process to the database and to the broker, which can be disturbed independently of other processes'.</summary>
internal sealed class Ways(string database, string amqp) : IAsyncDisposable
{
    private readonly (NetworkLink Link, string Text) _database = NetworkLink.ToDatabase(database);
    private readonly (NetworkLink Link, string Text) _broker = NetworkLink.ToBroker(amqp);

    public NetworkLink ToDatabase => _database.Link;

    public NetworkLink ToBroker => _broker.Link;

    /// <summary>The process's connection string.</summary>
    public string Database => _database.Text;

    /// <summary>The process's broker address.</summary>
    public string Amqp => _broker.Text;

    /// <summary>Simulates the loss of the process's host, which closes no connection.</summary>
    public void Lose()
    {
        ToDatabase.Lose();
        ToBroker.Lose();
    }

    /// <summary>Lets everything pass again, except over connections of a lost host.</summary>
    public void Heal()
    {
        ToDatabase.Heal();
        ToBroker.Heal();
    }

    public async ValueTask DisposeAsync()
    {
        await ToDatabase.DisposeAsync();
        await ToBroker.DisposeAsync();
    }
}
