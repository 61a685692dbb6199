namespace BusQStash.Worker.Tests.Queues.Model;

/// <summary>A broker queue with a single active consumer: the first that came, until it goes. What a consumer had in hand then is handed out again.</summary>
internal sealed class BrokerQueue(World world, string name)
{
    private readonly List<ModelCommand> _waiting = [];
    private readonly List<(ModelWorker Worker, int Prefetch)> _consumers = [];
    private readonly List<BrokerDelivery> _inHand = [];

    public string Name => name;

    public int InHand => _inHand.Count;

    public void Add(ModelCommand command)
    {
        _waiting.Add(command);
        HandOut();
    }

    public void Subscribe(ModelWorker worker, int prefetch)
    {
        _consumers.Add((worker, prefetch));
        HandOut();
    }

    /// <summary>What the worker has in hand it may still acknowledge.</summary>
    public void Unsubscribe(ModelWorker worker)
    {
        _consumers.RemoveAll(consumer => consumer.Worker == worker);
        HandOut();
    }

    public bool IsInHandOf(ModelWorker worker) => _inHand.Exists(delivery => delivery.Worker == worker);

    /// <summary>The worker's connection is gone: what it had in hand returns, to the front or to the back as broker versions differ.</summary>
    public void TakeBack(ModelWorker worker)
    {
        ModelCommand[] back = [.. _inHand.Where(delivery => delivery.Worker == worker).Select(delivery => delivery.Command)];
        _inHand.RemoveAll(delivery => delivery.Worker == worker);
        _waiting.InsertRange(world.Chance.OneIn(3) ? _waiting.Count : 0, back);
        HandOut();
    }

    public void Acknowledge(BrokerDelivery delivery)
    {
        if (_inHand.Remove(delivery))
        {
            HandOut();
            if (!IsInHandOf(delivery.Worker))
            {
                delivery.Worker.Endpoints.Emptied(name);
            }
        }
    }

    private void HandOut()
    {
        while (_waiting.Count > 0 && _consumers.Count > 0 && _inHand.Count(delivery => delivery.Worker == _consumers[0].Worker) < _consumers[0].Prefetch)
        {
            var delivery = new BrokerDelivery(this, _consumers[0].Worker, _waiting[0]);
            _waiting.RemoveAt(0);
            _inHand.Add(delivery);
            delivery.Worker.Receive(delivery);
        }
    }
}
