using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LabActors.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace LabActors.Core.Scripts;

/// <summary>
/// Reads YAML with the scalar rules of YAML 1.1 as PyYAML applies them (<c>01</c> is octal, <c>yes</c> is true,
/// <c>1e-9</c> is a text): the files that laboratories have were written for that reader.
/// </summary>
public static partial class Yaml11
{
    /// <summary>Reads one document.</summary>
    /// <param name="text">The YAML text.</param>
    /// <param name="file">Path for problems.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="line">1-based line at which the text begins in the file.</param>
    /// <returns>The value; null for an empty document, or when there was a problem.</returns>
    public static JsonNode? Read(string text, string file, ICollection<Problem> problems, int line = 1)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            return new Reader(parser, file, problems, line).Document();
        }
        catch (YamlException error)
        {
            var message = error.InnerException?.Message ?? error.Message;
            problems.Add(new Problem(file, (int)error.Start.Line + line - 1, (int)error.Start.Column, $"not YAML: {message}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // the scanner's own way to give up on a text that breaks off inside brackets
            var at = parser.Current?.Start ?? Mark.Empty;
            problems.Add(new Problem(file, (int)at.Line + line - 1, (int)at.Column, "not YAML: it breaks off after this"));
            return null;
        }
    }

    /// <summary>The value of a plain scalar: null, a boolean, a number or the text itself.</summary>
    public static JsonNode? Scalar(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON":
                return true;
            case "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF":
                return false;
        }

        if (Integer().IsMatch(text))
            return IntegerValue(text.Replace("_", ""));
        return Real().IsMatch(text) ? RealValue(text.Replace("_", "").ToLowerInvariant(), text) : text;
    }

    private static JsonNode IntegerValue(string text)
    {
        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-');
        var value = digits switch
        {
            "0" => BigInteger.Zero,
            ['0', 'b', .. var bits] => Digits(bits, 2),
            ['0', 'x', .. var hex] => Digits(hex, 16),
            ['0', .. var octal] => Digits(octal, 8),
            _ when digits.Contains(':') => digits.Split(':').Aggregate(BigInteger.Zero, (sum, part) => (sum * 60) + Digits(part, 10)),
            _ => Digits(digits, 10),
        };
        if (negative)
            value = -value;
        return value >= long.MinValue && value <= long.MaxValue ? JsonValue.Create((long)value) : JsonNode.Parse(value.ToString(CultureInfo.InvariantCulture))!;
    }

    private static BigInteger Digits(string digits, int radix) =>
        digits.Aggregate(BigInteger.Zero, (sum, c) => (sum * radix) + Convert.ToInt32(c.ToString(), 16));

    private static JsonNode RealValue(string text, string original)
    {
        if (text.Contains(':'))
        {
            var sign = text[0] == '-' ? -1 : 1;
            return sign * text.TrimStart('+', '-').Split(':')
                .Aggregate(0.0, (sum, part) => (sum * 60) + double.Parse(part, CultureInfo.InvariantCulture));
        }

        // JSON has no infinity: such a value stays the text that it was written as
        return text.Contains("inf") || text.Contains("nan")
            ? original
            : Number(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    /// <summary>A float keeps its point in JSON, so that Python reads it back as a float.</summary>
    public static JsonNode Number(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return JsonNode.Parse(text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text)!;
    }

    [GeneratedRegex(@"^([-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^([-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$")]
    private static partial Regex Real();

    private sealed class Reader(IParser parser, string file, ICollection<Problem> problems, int line)
    {
        private const int DeepestNesting = 64;
        private readonly Dictionary<AnchorName, JsonNode?> anchors = [];
        private int depth;

        public JsonNode? Document()
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return null;
            parser.Consume<DocumentStart>();
            return Value();
        }

        private JsonNode? Value()
        {
            if (parser.TryConsume<AnchorAlias>(out var alias))
                return anchors.TryGetValue(alias.Value, out var known)
                    ? known?.DeepClone()
                    : throw new YamlException(alias.Start, alias.End, $"unknown alias '{alias.Value}'");
            var anchor = parser.Current is NodeEvent node ? node.Anchor : AnchorName.Empty;
            if (++depth > DeepestNesting)
                throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {DeepestNesting} levels");
            var value = parser.Current switch
            {
                MappingStart => Mapping(),
                SequenceStart => Sequence(),
                _ => ScalarValue(),
            };
            depth--;
            if (!anchor.IsEmpty)
                anchors[anchor] = value;
            return value;
        }

        private JsonNode? ScalarValue()
        {
            var scalar = parser.Consume<YamlDotNet.Core.Events.Scalar>();
            return scalar.Style == ScalarStyle.Plain && scalar.IsPlainImplicit ? Yaml11.Scalar(scalar.Value) : scalar.Value;
        }

        private JsonArray Sequence()
        {
            parser.Consume<SequenceStart>();
            var items = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(Value());
            return items;
        }

        private JsonObject Mapping()
        {
            parser.Consume<MappingStart>();
            var entries = new JsonObject();
            var merged = new List<JsonNode?>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var at = parser.Current!.Start;
                var key = Value();
                var name = key switch { null => "null", JsonValue text when text.TryGetValue(out string? s) => s, _ => key.ToJsonString() };
                var value = Value();
                if (name == "<<")
                {
                    merged.AddRange(value is JsonArray several ? several : [value]);
                    continue;
                }

                if (entries.ContainsKey(name))
                    problems.Add(new Problem(file, (int)at.Line + line - 1, (int)at.Column, $"'{name}' is given twice; the last one counts", ProblemSeverity.Warning, name));
                entries[name] = value;
            }

            foreach (var source in merged.OfType<JsonObject>())
                foreach (var (name, value) in source)
                    if (!entries.ContainsKey(name))
                        entries[name] = value?.DeepClone();
            return entries;
        }
    }
}
