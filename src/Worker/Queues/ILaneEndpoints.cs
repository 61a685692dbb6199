namespace BusQStash.Worker.Queues;

/// <summary>Receive endpoints of lanes and shards, connected at run time and only while their lanes are in use.</summary>
internal interface ILaneEndpoints
{
    /// <summary>Connects to a broker queue if that was not done yet.</summary>
    void Connect(string brokerQueue, bool isShard);

    /// <summary>Lets go of a broker queue; the queue stays. Commands in hand are finished first, in the background.</summary>
    void Disconnect(string brokerQueue);

    /// <summary>The broker queues connected to.</summary>
    IReadOnlyCollection<string> List();

    /// <summary>Lets go of everything and connects nothing more.</summary>
    Task CloseAsync();
}
