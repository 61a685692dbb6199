using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedBroker))]
[assembly: AssemblyFixture(typeof(SharedDatabase))]
