namespace BusQStash.Benchmarks.Peers.HangfireJobs;

/// <summary>The job. Public and with instance methods, because Hangfire makes it by its name.</summary>
public sealed class PostJob
{
    private static readonly JobPost Post = new();
    private readonly JobPost _post = Post;

    public Task RunAsync(string url, string body) => _post.SendAsync(url, body, CancellationToken.None);
}
