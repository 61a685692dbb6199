using BusQStash.Dashboard.Tests.Hosting;
using BusQStash.Testing.Brokers;
using BusQStash.Testing.Databases;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(EmbeddedServer))]
[assembly: AssemblyFixture(typeof(SharedBroker))]
[assembly: AssemblyFixture(typeof(SharedDatabase))]

// A browser fills a processor by itself.
[assembly: Parallelization(MaxThreads = 2)]
