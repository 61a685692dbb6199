using BusQStash.Dashboard.Tests.Hosting;
using Xunit;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(EmbeddedServer))]

// A browser fills a processor by itself.
[assembly: Parallelization(MaxThreads = 2)]
