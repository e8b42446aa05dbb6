using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace LabActors.Benchmarks;

/// <summary>One short job in this process: the project that BenchmarkDotNet would generate does not know our package versions.</summary>
public sealed class ShortInProcess : ManualConfig
{
    public ShortInProcess() =>
        AddJob(Job.Default.WithLaunchCount(1).WithWarmupCount(1).WithIterationCount(5).WithToolchain(InProcessEmitToolchain.Instance));
}
