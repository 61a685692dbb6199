using BusQStash.Broker.Tests.Harness;
using Xunit;

[assembly: AssemblyFixture(typeof(TestBed))]
