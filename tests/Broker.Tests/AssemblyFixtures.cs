using BusQStash.Broker.Tests.Harness;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(TestBed))]

// The tests wait for processes, clocks and brokers most of the time: more of them at once than there are processors.
[assembly: Parallelization(MaxThreads = 4)]
