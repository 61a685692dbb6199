using Xunit;

namespace BusQStash.Broker.Tests.Workflows;

public sealed class When_the_embedded_server_dies_between_two_lines_of_a_run(EmbeddedCrashingServer server)
    : When_the_server_dies_between_two_lines_of_a_run(server), IClassFixture<EmbeddedCrashingServer>;
