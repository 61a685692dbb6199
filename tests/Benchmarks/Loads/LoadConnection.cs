using System.Net.Mime;
using System.Net.Sockets;
using System.Text;
using BusQStash.Benchmarks.Sinks;

namespace BusQStash.Benchmarks.Loads;

/// <summary>One keep-alive connection that sends ready-made requests: a generator must cost little beside what it measures.</summary>
internal sealed class LoadConnection : IDisposable
{
    private const int LongestAnswer = 16 * 1024;
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[LongestAnswer];
    private readonly byte[] _request;
    private readonly Uri _server;

    public LoadConnection(LoadPlan plan)
    {
        _server = new Uri(plan.Server);
        var authorization = plan.Authorization.Length > 0 ? $"Authorization: {plan.Authorization}\r\n" : "";
        var head = $"POST {plan.Path} HTTP/1.1\r\nHost: {_server.Authority}\r\n{authorization}Content-Type: {MediaTypeNames.Text.Plain}\r\n"
            + $"Content-Length: {NumberedBody.UsualSize}\r\n\r\n";
        _request = [.. Encoding.ASCII.GetBytes(head), .. NumberedBody.Create(0)];
    }

    public Task ConnectAsync() => _socket.ConnectAsync(_server.Host, _server.Port);

    /// <summary>Sends one message and waits for its answer.</summary>
    /// <returns>The answer's status.</returns>
    public async ValueTask<int> SendAsync(int number)
    {
        NumberedBody.Number(_request.AsSpan(_request.Length - NumberedBody.UsualSize), number);
        for (var sent = 0; sent < _request.Length;)
        {
            sent += await _socket.SendAsync(_request.AsMemory(sent));
        }

        for (var received = 0; received < _answer.Length;)
        {
            var more = await _socket.ReceiveAsync(_answer.AsMemory(received));
            if (more == 0)
            {
                throw new IOException("The server closed a connection.");
            }

            received += more;
            if (HttpAnswer.Status(_answer.AsSpan(0, received)) is var status and > 0)
            {
                return status;
            }
        }

        throw new InvalidDataException($"An answer is longer than {LongestAnswer} bytes.");
    }

    public void Dispose() => _socket.Dispose();
}
