using System.Text.Json.Serialization.Metadata;

namespace LabActors.Journal.Serialization;

/// <summary>Reads what was written under an old manifest as the type of today.</summary>
/// <param name="Manifest">The old manifest, no longer written.</param>
/// <param name="Json">The shape of the old bytes.</param>
/// <param name="Upcast">From the old shape to a type that the registry writes.</param>
public sealed record JournalUpcaster(string Manifest, JsonTypeInfo Json, Func<object, object> Upcast)
{
    /// <summary>An upcaster from one record to another.</summary>
    public static JournalUpcaster From<TOld, TNew>(string manifest, JsonTypeInfo<TOld> json, Func<TOld, TNew> upcast)
        where TOld : class
        where TNew : class =>
        new(manifest, json, old => upcast((TOld)old));
}
