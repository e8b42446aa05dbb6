using LabActors.Benchmarks.Recovery;

// What a benchmark cannot measure in its own process: docs/benchmarks.md has the commands.
switch (args)
{
    case ["node", var folder]:
        return await NodeProcess.RunAsync(folder);
    case ["figures", .. var wanted]:
        return await Figures.RunAsync(wanted);
    default:
        BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(NodeProcess).Assembly).Run(args);
        return 0;
}
