using System.Reflection;
using LabActors.Journal.Storage;
using Xunit.Sdk;

namespace LabActors.Journal.Tests.Storage;

/// <summary>Runs a theory on SQLite.</summary>
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[JournalProvider.Sqlite]];
}
