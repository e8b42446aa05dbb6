namespace LabActors.Console.View;

/// <summary>Something worth a person's attention.</summary>
/// <param name="Who">Run id, queue or part of the laboratory that it is about.</param>
/// <param name="Level"><c>info, warning</c> or <c>error</c>.</param>
public sealed record NoteView(DateTimeOffset At, string Who, string Level, string Text);
