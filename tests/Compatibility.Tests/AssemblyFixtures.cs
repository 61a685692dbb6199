using BusQStash.Compatibility.Tests.Sdk;
using Xunit;

[assembly: AssemblyFixture(typeof(OfficialSdk))]
[assembly: AssemblyFixture(typeof(EmbeddedServer))]
[assembly: AssemblyFixture(typeof(DistributedServer))]
