using Xunit;

namespace BusQStash.Broker.Tests.Messages;

/// <summary>Tests that share one broker of their own and so run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class CrashableBrokerTests : ICollectionFixture<CrashableBroker>
{
    public const string Name = "a broker that crashes";
}
