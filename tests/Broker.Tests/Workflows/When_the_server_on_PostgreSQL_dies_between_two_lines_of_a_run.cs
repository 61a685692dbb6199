using Xunit;

namespace BusQStash.Broker.Tests.Workflows;

public sealed class When_the_server_on_PostgreSQL_dies_between_two_lines_of_a_run(PostgresCrashingServer server)
    : When_the_server_dies_between_two_lines_of_a_run(server), IClassFixture<PostgresCrashingServer>;
