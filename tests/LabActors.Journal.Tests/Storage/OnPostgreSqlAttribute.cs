using System.Reflection;
using LabActors.Journal.Storage;
using Xunit.Sdk;

namespace LabActors.Journal.Tests.Storage;

/// <summary>Runs a theory on PostgreSQL; skipped, with the reason, where it is not installed.</summary>
public sealed class OnPostgreSqlAttribute : DataAttribute
{
    public OnPostgreSqlAttribute() => Skip = PostgresServer.Missing;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[JournalProvider.PostgreSql]];
}
