using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LabActors.Acceptance.Execution;

/// <summary>A mail server and a web server of a few lines, on a free port of this machine. It keeps what it is sent.</summary>
internal sealed class LittleServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    private LittleServer(Func<StreamReader, StreamWriter, Task> talk)
    {
        _listener.Start();
        _serving = ServeAsync(talk);
    }

    public ConcurrentQueue<string> Received { get; } = [];

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>SMTP without security; each mail is kept as a text.</summary>
    public static LittleServer Mail()
    {
        LittleServer? server = null;
        server = new LittleServer((reader, writer) => server!.TakeMailAsync(reader, writer));
        return server;
    }

    /// <summary>HTTP; bodies are kept, and answered with a status.</summary>
    public static LittleServer Web(int status)
    {
        LittleServer? server = null;
        server = new LittleServer((reader, writer) => server!.TakePostAsync(reader, writer, status));
        return server;
    }

    /// <summary>Takes connections and never says a word.</summary>
    public static LittleServer Silent() => new(async (reader, _) => await reader.ReadToEndAsync());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync(Func<StreamReader, StreamWriter, Task> talk)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                talks.Add(TalkAsync(client, talk));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client, Func<StreamReader, StreamWriter, Task> talk)
    {
        using (client)
        await using (_stop.Token.Register(client.Close))
        {
            try
            {
                var stream = client.GetStream();
                await talk(new StreamReader(stream, Encoding.UTF8), new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true });
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException)
            {
                // The client, or the test, has gone.
            }
        }
    }

    private async Task TakeMailAsync(StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("220 little ESMTP");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text && text != ".")
                    mail.AppendLine(text);
                Received.Enqueue(mail.ToString());
            }

            await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
        }
    }

    private async Task TakePostAsync(StreamReader reader, StreamWriter writer, int status)
    {
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header["Content-Length:".Length..], null);
        }

        // Bodies of these tests are ASCII.
        var body = new char[length];
        await reader.ReadBlockAsync(body);
        Received.Enqueue(new string(body));
        await writer.WriteAsync($"HTTP/1.1 {status} status\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
