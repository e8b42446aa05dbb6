namespace LabActors.Actors.Execution.Commands;

/// <summary>Which plan carries out a command. Every command of the vocabulary has one; a device that the laboratory lacks is a refusal.</summary>
internal static class CommandPlans
{
    private static readonly Func<CommandCall, CommandPlan?>[] Families =
    [
        WaitCommands.Plan,
        LineCommands.Plan,
        RecordCommands.Plan,
        MeasurementCommands.Plan,
        ExtractionCommands.Plan,
        MediaCommands.Plan,
        CryostatCommands.Plan,
        SourceCommands.Plan,
    ];

    /// <summary>Plans a command; bad arguments are a refusal with their reason.</summary>
    public static CommandPlan Of(CommandCall call)
    {
        try
        {
            foreach (var family in Families)
            {
                if (family(call) is { } plan)
                    return plan;
            }
        }
        catch (ArgumentException e)
        {
            return new CommandPlan.Refuse(e.Message);
        }

        return new CommandPlan.Refuse($"{call.Request.Name}: this laboratory has nothing that does this");
    }
}
