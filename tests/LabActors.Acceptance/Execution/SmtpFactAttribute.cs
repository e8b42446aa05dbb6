namespace LabActors.Acceptance.Execution;

/// <summary>A test with a real mail server; skipped, visibly, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmtpFactAttribute : FactAttribute
{
    public SmtpFactAttribute()
    {
        if (SmtpProcess.Python is null)
            Skip = "no mail server: Python's aiosmtpd is not installed (Debian: python3-aiosmtpd)";
    }
}
