using System.Buffers.Binary;
using System.Text.Json.Nodes;
using LabActors.Core.Reduction;

namespace LabActors.Export.Dvc;

/// <summary>
/// What the extraction device was asked for and what it gave, over time, as older files of Pychron have it and the newest version loses it: base64 of pairs of
/// little-endian 32-bit floats, of which the first is the instant of the first sample (s since 1970) and 0.
/// </summary>
internal static class DvcResponse
{
    private const int PairSize = 8;

    public static void AddTo(JsonObject extraction, ExtractionRecord record)
    {
        Add(extraction, "measured_response", record.Response.Where(sample => sample.TemperatureCelsius is not null).Select(sample => (sample.At, sample.TemperatureCelsius!.Value)));
        Add(extraction, "requested_output", record.Response.Where(sample => sample.Output is not null).Select(sample => (sample.At, sample.Output!.Value)));
        Add(extraction, "setpoint_stream", record.Response.IsEmpty ? [] : record.Outputs.Select(output => (output.At, output.Value)));
    }

    private static void Add(JsonObject extraction, string name, IEnumerable<(DateTimeOffset At, double Value)> samples)
    {
        var all = samples.ToArray();
        if (all.Length == 0)
            return;
        var start = all[0].At;
        (double X, double Y)[] pairs = [((start - DateTimeOffset.UnixEpoch).TotalSeconds, 0), .. all.Select(sample => ((sample.At - start).TotalSeconds, sample.Value))];
        var bytes = new byte[pairs.Length * PairSize];
        for (var i = 0; i < pairs.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * PairSize), (float)pairs[i].X);
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan((i * PairSize) + 4), (float)pairs[i].Y);
        }

        extraction[name] = Convert.ToBase64String(bytes);
    }
}
