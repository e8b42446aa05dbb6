using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace LabActors.Node.Security;

/// <summary>
/// Looks at what listens at an address before an actor system dials it. Needed because Akka.Remote shuts the dialling actor system down when the handshake with a peer fails
/// (an expired certificate, one of another authority, a web server, a peer that closes); here a failure is a sentence.
/// </summary>
public static class PeerCheck
{
    // TLS 1.3: a peer that refuses our certificate says so after our side of the handshake is done. Real time.
    private static readonly TimeSpan Afterthought = TimeSpan.FromMilliseconds(250);

    /// <summary>Why what is at an address should not be dialled; empty when it should.</summary>
    /// <param name="own">This side's certificates.</param>
    /// <param name="host">As the actor system will dial it.</param>
    /// <param name="port">As the actor system will dial it.</param>
    /// <param name="expected">Whose certificate has to be there.</param>
    /// <param name="limit">How long it may take, real time.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<string> RefusalAsync(LabCertificates own, string host, int port, CertificateKind expected, TimeSpan limit, CancellationToken stop = default)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limited.CancelAfter(limit);
        var refusal = "";
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync(host, port, limited.Token);
            await using var tls = new SslStream(connection.GetStream());
            var options = new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificates = [own.Own],
                RemoteCertificateValidationCallback = (_, peer, _, errors) => (refusal = own.ValidatePeer(peer as X509Certificate2, errors, expected)).Length == 0,
            };
            await tls.AuthenticateAsClientAsync(options, limited.Token);
            return await IsClosedAsync(tls, limited.Token) ? $"found {host}:{port} closing the connection, expected it to take {own.Path}: is that of its authority, and not revoked there?" : "";
        }
        catch (SocketException e)
        {
            return $"found nothing that listens at {host}:{port} ({e.Message}), expected a node";
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return refusal.Length > 0 ? $"{host}:{port}: {refusal}" : $"found something at {host}:{port} that does not speak TLS as a node does ({e.Message.TrimEnd('.')}), expected a node with certificates";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"found no answer from {host}:{port} within {limit.TotalSeconds:0.#} s, expected a node";
        }
    }

    private static async Task<bool> IsClosedAsync(SslStream tls, CancellationToken stop)
    {
        using var brief = CancellationTokenSource.CreateLinkedTokenSource(stop);
        brief.CancelAfter(Afterthought);
        try
        {
            return await tls.ReadAsync(new byte[1], brief.Token) == 0;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
