using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BusQStash.Client.Tests.Hosting;

/// <summary>Stands in for the server behind the real client: answers in the order planned, and remembers what it was asked.</summary>
public sealed class StubServer
{
    private readonly Queue<Func<HttpResponseMessage>> _answers = [];
    private readonly List<SentRequest> _requests = [];

    public IReadOnlyList<SentRequest> Requests => _requests;

    public SentRequest Request => Assert.Single(_requests);

    public StubServer Answers(string json, int status = 200, params (string Name, string Value)[] headers) => Does(() =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    });

    public StubServer Breaks(HttpRequestError error) => Does(() => throw new HttpRequestException(error, "broken on purpose"));

    public StubServer Does(Func<HttpResponseMessage> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public IBusQStashClient Client(Action<BusQStashClientOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddBusQStashClient(options =>
        {
            options.Url = "http://qstash.test";
            options.Token = "token";
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            configure?.Invoke(options);
        }).ConfigurePrimaryHttpMessageHandler(() => new Handler(this));
        return services.BuildServiceProvider().GetRequiredService<IBusQStashClient>();
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        _requests.Add(new SentRequest(request.Method.Method, request.RequestUri!.PathAndQuery, headers, body));
        return _answers.TryDequeue(out var answer) ? answer() : throw new InvalidOperationException($"Nobody planned {request.Method} {request.RequestUri}");
    }

    private sealed class Handler(StubServer server) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            server.AnswerAsync(request, cancellationToken);
    }
}
