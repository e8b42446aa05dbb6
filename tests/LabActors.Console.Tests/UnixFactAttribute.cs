namespace LabActors.Console.Tests;

/// <summary>A test that needs sh and python3; skipped, visibly, on Windows.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "needs sh and python3";
    }
}
