using LabActors.Actors.Supervision;
using LabActors.Console.Commands;
using LabActors.Console.Session;

var demo = DemoFolder.Above(AppContext.BaseDirectory);
var commands = new LabCommandLine(new NodeLaboratory(), ConsoleStreams.OfProcess(), new ProgramStops(new ProcessInterrupts(), new ProcessEnd(), TimeProvider.System), TimeProvider.System, demo);
try
{
    return await commands.RunAsync(args, CancellationToken.None);
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    await System.Console.Error.WriteLineAsync($"lab: {exception.Message}");
    return 74;
}
catch (Exception exception)
{
    await System.Console.Error.WriteLineAsync($"lab: internal error: {exception}");
    return 70;
}
