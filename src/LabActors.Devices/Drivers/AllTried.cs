namespace LabActors.Devices.Drivers;

/// <summary>Steps of switching off, of which each is taken whatever came of the others: any of them may be the one that helps.</summary>
internal static class AllTried
{
    /// <summary>Takes all steps in turn.</summary>
    /// <exception cref="Exception">That of the first step that failed.</exception>
    public static async ValueTask Of(params IEnumerable<Func<ValueTask>> steps)
    {
        Exception? first = null;
        foreach (var step in steps)
        {
            try
            {
                await step().ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                first ??= failure;
            }
        }

        if (first is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }
}
