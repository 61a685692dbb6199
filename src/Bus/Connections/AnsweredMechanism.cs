using RabbitMQ.Client;

namespace BusQStash.Bus.Connections;

/// <summary>A way to log in that tells when it is asked for: the other end has begun to speak AMQP then, and what follows has limits of the client's own.</summary>
internal sealed class AnsweredMechanism(IAuthMechanismFactory inner, Action answered) : IAuthMechanismFactory
{
    public string Name => inner.Name;

    public IAuthMechanism GetInstance()
    {
        answered();
        return inner.GetInstance();
    }
}
