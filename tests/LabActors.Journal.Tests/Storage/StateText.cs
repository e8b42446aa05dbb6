using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace LabActors.Journal.Tests.Storage;

/// <summary>All that a state holds, private properties too, as text; what has no order of its own in ordinal order.</summary>
internal static class StateText
{
    public static string Of(object? state)
    {
        switch (state)
        {
            case null:
                return "null";
            case string or bool or Enum:
                return $"'{state}'";
            case IFormattable number when state.GetType().IsPrimitive || state is DateTimeOffset:
                return number.ToString(state is DateTimeOffset ? "O" : null, CultureInfo.InvariantCulture);
            case IDictionary dictionary:
                return "{" + string.Join(", ", dictionary.Keys.Cast<object>().Select(key => $"{Of(key)}: {Of(dictionary[key])}").Order(StringComparer.Ordinal)) + "}";
            case IEnumerable items when state.GetType().Name.Contains("HashSet", StringComparison.Ordinal):
                return "[" + string.Join(", ", items.Cast<object?>().Select(Of).Order(StringComparer.Ordinal)) + "]";
            case IEnumerable items:
                return "[" + string.Join(", ", items.Cast<object?>().Select(Of)) + "]";
            default:
                var text = new StringBuilder(state.GetType().Name).Append('(');
                foreach (var field in state.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                    text.Append(field.Name).Append(" = ").Append(Of(field.GetValue(state))).Append("; ");
                return text.Append(')').ToString();
        }
    }
}
