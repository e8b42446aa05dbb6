using LabActors.Actors.Operators;

namespace LabActors.Console.Screen;

/// <summary>Where a person sits who watches a laboratory.</summary>
/// <param name="Who">Who that is, as what, and where.</param>
/// <param name="Leave">What leaving comes to.</param>
/// <param name="Do">Does a line that he commands; null where nobody can be commanded, as in a recording.</param>
/// <param name="Clock">Laboratory time; null where it is only heard of, with what happens.</param>
public sealed record ConsoleSeat(string Who, ConsoleLeave Leave, Func<string, Task<CommandAnswer>>? Do, TimeProvider? Clock);
