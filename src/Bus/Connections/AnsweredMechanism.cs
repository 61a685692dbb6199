using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>A login mechanism that reports when it is requested: the broker speaks AMQP by then, and the client has its own timeouts for what follows.</summary>
internal sealed class AnsweredMechanism(IAuthMechanismFactory inner, Action answered) : IAuthMechanismFactory
{
    public string Name => inner.Name;

    public IAuthMechanism GetInstance()
    {
        answered();
        return inner.GetInstance();
    }
}
