using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.Serialization;
using Akka.Pattern;

namespace LabActors.Actors.Persistence;

/// <summary>
/// The journal did not take a write, or could not be read, because it cannot be reached or has no room. Published on the event stream by the actor that found it, which
/// stops. Not for what an actor did wrong, such as an event that has no manifest.
/// </summary>
/// <param name="PersistenceId">Whose write or recovery it was.</param>
/// <param name="Cause">The database's own words.</param>
public sealed record JournalFailed(string PersistenceId, string Cause)
{
    // SQLSTATE class 23 and SQLITE_CONSTRAINT: the journal answers, and somebody else wrote these numbers.
    private const string Constraint = "23";
    private const string SqliteConstraint = "SQLite Error 19";

    /// <summary>What the failure of a write or recovery says of the journal; null when it says nothing of it.</summary>
    public static JournalFailed? Of(string persistenceId, Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SerializationException:
                    return null;
                case DbException database when database.SqlState?.StartsWith(Constraint, StringComparison.Ordinal) == true || database.Message.StartsWith(SqliteConstraint, StringComparison.Ordinal):
                    return null;
                case DbException or IOException or SocketException or TimeoutException or OpenCircuitException or Akka.Persistence.RecoveryTimedOutException:
                    return new JournalFailed(persistenceId, cause.Message);
            }
        }

        return null;
    }
}
