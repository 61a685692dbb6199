using BusQStash.Packages.Tests.Feed;
using Xunit;

[assembly: AssemblyFixture(typeof(PackedPackages))]
