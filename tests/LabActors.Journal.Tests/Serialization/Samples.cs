using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace LabActors.Journal.Tests.Serialization;

/// <summary>
/// One value of a type, always the same, in which every constructor parameter differs from its default value. What a
/// golden file is made of.
/// </summary>
public static class Samples
{
    private static readonly DateTimeOffset Instant = new(2026, 1, 1, 8, 0, 0, 250, TimeSpan.Zero);

    public static object Of(Type type) => Of(type, type.Name, depth: 0)!;

    /// <summary>Equal field by field, all the way down; what holds arrays or JSON is not equal by its own <c>Equals</c>.</summary>
    public static void ShouldBeTheSame(object? actual, object? expected, string path = "value")
    {
        if (actual is null || expected is null)
        {
            actual.ShouldBe(expected, path);
            return;
        }

        actual.GetType().ShouldBe(expected.GetType(), path);
        switch (expected)
        {
            case JsonElement json:
                JsonElement.DeepEquals((JsonElement)actual, json).ShouldBeTrue(path);
                break;
            case IDictionary dictionary:
                ((IDictionary)actual).Count.ShouldBe(dictionary.Count, path);
                foreach (DictionaryEntry entry in dictionary)
                    ShouldBeTheSame(((IDictionary)actual)[entry.Key], entry.Value, $"{path}[{entry.Key}]");
                break;
            case IList list:
                ((IList)actual).Count.ShouldBe(list.Count, path);
                for (var i = 0; i < list.Count; i++)
                    ShouldBeTheSame(((IList)actual)[i], list[i], $"{path}[{i}]");
                break;
            case string or ValueType:
                actual.ShouldBe(expected, path);
                break;
            default:
                foreach (var property in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
                    ShouldBeTheSame(property.GetValue(actual), property.GetValue(expected), $"{path}.{property.Name}");
                break;
        }
    }

    private static object? Of(Type type, string name, int depth)
    {
        if (depth > 8)
            throw new InvalidOperationException($"{type} contains itself: give it a sample of its own.");
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying, name, depth);
        if (type == typeof(string))
            return $"{name} \"ü\" \\ 1";
        if (type == typeof(bool))
            return true;
        if (type == typeof(int))
            return 42;
        if (type == typeof(long))
            return 9_007_199_254_740_993L;
        if (type == typeof(double))
            return 0.1 + 0.2;
        if (type == typeof(decimal))
            return 1.10m;
        if (type == typeof(DateTimeOffset))
            return Instant;
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 1, 1);
        if (type == typeof(TimeSpan))
            return TimeSpan.FromSeconds(1.5);
        if (type == typeof(Guid))
            return new Guid("00010203-0405-0607-0809-0a0b0c0d0e0f");
        if (type == typeof(JsonElement))
            return JsonElement.Parse("""{"nested":[1,2.5,"x",null,true]}""");
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type.IsGenericType)
            return OfGeneric(type, name, depth);
        if (type.IsAbstract)
            return Of(ConcreteOf(type), name, depth);
        return OfRecord(type, depth);
    }

    private static object OfGeneric(Type type, string name, int depth)
    {
        var arguments = type.GetGenericArguments();
        var item = Of(arguments[^1], name, depth + 1);
        var definition = type.GetGenericTypeDefinition();
        if (definition == typeof(ImmutableArray<>))
            return Call(nameof(ArrayOf), arguments, item);
        if (definition == typeof(ImmutableDictionary<,>) && arguments[0] == typeof(string))
            return Call(nameof(DictionaryOf), [arguments[1]], item);
        throw new NotSupportedException($"{type} of '{name}': the journal holds immutable arrays, and dictionaries with string keys.");
    }

    private static object OfRecord(Type type, int depth)
    {
        var constructor = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)
            ?? throw new NotSupportedException($"{type} has no public constructor.");
        var value = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!, depth + 1))]);
        foreach (var property in type.GetProperties().Where(property => IsInitOnly(property, constructor)))
            property.SetValue(value, Of(property.PropertyType, property.Name, depth + 1));
        return value;
    }

    private static bool IsInitOnly(PropertyInfo property, ConstructorInfo constructor) =>
        property.CanWrite
        && !constructor.GetParameters().Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase));

    private static Type ConcreteOf(Type type) =>
        type.Assembly.GetTypes()
            .Where(candidate => !candidate.IsAbstract && candidate.IsAssignableTo(type))
            .OrderBy(candidate => candidate.FullName, StringComparer.Ordinal)
            .FirstOrDefault()
        ?? throw new NotSupportedException($"{type} has no concrete type.");

    private static object Call(string method, Type[] arguments, object? item) =>
        typeof(Samples).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments).Invoke(null, [item])!;

    private static ImmutableArray<T> ArrayOf<T>(T item) => [item, item];

    private static ImmutableDictionary<string, T> DictionaryOf<T>(T item) =>
        new[] { "H1", "AX", "CDD", "L2" }.ToImmutableDictionary(key => key, _ => item);
}
