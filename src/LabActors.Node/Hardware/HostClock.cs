using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace LabActors.Node.Hardware;

/// <summary>Whether this computer's clock can be right: instants of readings are taken from it.</summary>
internal static class HostClock
{
    private static readonly DateTimeOffset Built = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static DoctorFinding Look(TimeProvider time)
    {
        var now = time.GetUtcNow();
        var words = now.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
        if (now < Built)
            return new DoctorFinding("computer", "clock", DoctorHealth.Bad, $"{words}, which is before this program was made", "set the clock, and let it follow a time server");
        return Synchronised() switch
        {
            true => new DoctorFinding("computer", "clock", DoctorHealth.Good, $"{words}, follows a time server"),
            false => new DoctorFinding("computer", "clock", DoctorHealth.Doubtful, $"{words}, follows no time server", "sudo timedatectl set-ntp true; nodes of one laboratory and decay times need it"),
            null => new DoctorFinding("computer", "clock", DoctorHealth.Good, $"{words}; whether it follows a time server could not be told"),
        };
    }

    // systemd's answer; null where there is no systemd.
    private static bool? Synchronised()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("timedatectl", ["show", "--property=NTPSynchronized", "--value"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (process is null)
                return null;
            var answer = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return answer.GetAwaiter().GetResult().Trim() switch { "yes" => true, "no" => false, _ => null };
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
