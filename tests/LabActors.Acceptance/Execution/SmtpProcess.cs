using System.Diagnostics;

namespace LabActors.Acceptance.Execution;

/// <summary>A real mail server (aiosmtpd, a process of its own) on a free port of this machine, which asks for a user and a password and keeps what it is sent.</summary>
internal sealed class SmtpProcess : IAsyncDisposable
{
    public const string User = "lab";
    public const string Password = "p4ss word";

    private const string Program = """
        import asyncio, sys
        from aiosmtpd.smtp import SMTP, AuthResult

        class Keep:
            async def handle_DATA(self, server, session, envelope):
                print(repr(envelope.content.decode()), flush=True)
                return '250 kept'

        def known(server, session, envelope, mechanism, data):
            return AuthResult(success=(data.login.decode(), data.password.decode()) == (sys.argv[1], sys.argv[2]), handled=False)

        async def main():
            server = await asyncio.get_running_loop().create_server(
                lambda: SMTP(Keep(), authenticator=known, auth_required=True, auth_require_tls=False), '127.0.0.1', 0)
            print(server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()

        asyncio.run(main())
        """;

    private readonly Process _process;

    private SmtpProcess(Process process, int port) => (_process, Port) = (process, port);

    /// <summary>The Python that has the server; null when none has.</summary>
    public static string? Python { get; } = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(Has);

    public int Port { get; }

    public static async Task<SmtpProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo(Python!, ["-c", Program, User, Password]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return await process.StandardOutput.ReadLineAsync() is { } port
            ? new SmtpProcess(process, int.Parse(port, null))
            : throw new InvalidOperationException($"the mail server did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>The next mail that it took, as Python writes a text.</summary>
    public async Task<string> NextAsync() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the mail server has ended");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool Has(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import aiosmtpd"]) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
