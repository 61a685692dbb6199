using BusQStash.Api.Http;
using Xunit;

namespace BusQStash.Api.Tests.Http;

public sealed class OpenFilesTests
{
    [Theory]
    [InlineData("Max open files            20000                524288               files     ", 20_000L)]
    [InlineData("Max open files            unlimited            unlimited            files     ", null)]
    [InlineData("Max open files", null)]
    [InlineData("Max locked memory         8388608              8388608              bytes     ", null)]
    public void Reads_the_soft_limit(string line, long? files) =>
        Assert.Equal(files, OpenFiles.Parse(["Limit                     Soft Limit           Hard Limit           Units     ", line]));
}
