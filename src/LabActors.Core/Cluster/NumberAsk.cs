namespace LabActors.Core.Cluster;

/// <summary>A node asks for the next number of a key for a run, or makes known how far it has come.</summary>
/// <param name="Id">The same when it is said again, and of no other node.</param>
/// <param name="Run">Node and uuid of the run. The run that was given the newest number and asks again is given the same.</param>
/// <param name="Least">The greatest number that the node knows of: greater ones are given.</param>
/// <param name="Gives">False when only that is to be known from now on.</param>
public sealed record NumberAsk(string Id, NumberKey Key, string Run, int Least, bool Gives);
