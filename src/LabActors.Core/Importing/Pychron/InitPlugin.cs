namespace LabActors.Core.Importing.Pychron;

/// <summary>A plug-in of Pychron's hardware.</summary>
/// <param name="Mode"><c>client</c> where another Pychron has the hardware.</param>
/// <param name="Host">Where that one is; empty when the file does not say.</param>
/// <param name="Port">Its port; 0 when the file does not say.</param>
internal sealed record InitPlugin(string Name, bool IsEnabled, string Mode, string Host, int Port, string File, int Line);
