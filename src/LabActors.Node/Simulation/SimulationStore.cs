using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LabActors.Simulator.State;

namespace LabActors.Node.Simulation;

/// <summary>
/// Where a simulated laboratory keeps its hidden truth (tanks, gas, valves, lasers): written at every change, so that it outlives a node that is killed
/// as real valves and lasers do, and never rebuilt from the journal. Two files, written in turn and each with its number and a checksum: a write that
/// was cut off leaves the state before it. A process that is killed loses nothing that it had written, so nothing waits for the disk.
/// </summary>
public sealed class SimulationStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Slot[] _slots;
    private readonly Action<string> _tell;
    private long _number;
    private bool _failing;
    private bool _closed;

    private SimulationStore(Slot[] slots, Action<string> tell)
    {
        (_slots, _tell) = (slots, tell);
        var last = slots.Where(s => s.Kept is not null).MaxBy(s => s.Number);
        if (last is null && slots.Any(s => s.Length > 0))
            throw new InvalidDataException($"{slots[0].Path}: neither this file nor the one beside it holds a whole state of the simulated laboratory; use another data folder");
        (Kept, _number) = (last?.Kept, last?.Number ?? 0);
    }

    /// <summary>The laboratory as it was left; null when there was none.</summary>
    public SimulationState? Kept { get; }

    /// <summary>The laboratory that is kept in a data folder, which stays as it is; null when there is none.</summary>
    /// <exception cref="SimulationInUseException">A node has it.</exception>
    /// <exception cref="InvalidDataException">The files cannot be read; the message says what to do.</exception>
    public static SimulationState? Peek(string data)
    {
        if (!IsIn(data))
            return null;
        using var store = Open(data, _ => { });
        return store.Kept;
    }

    /// <summary>Whether a simulated laboratory is kept in a data folder.</summary>
    public static bool IsIn(string data) => Directory.Exists(data) && Directory.EnumerateFiles(data, "simulation-?.json").Any();

    /// <summary>Opens the store of a data folder, for this process alone.</summary>
    /// <param name="data">The data folder; it exists.</param>
    /// <param name="tell">Told when the state cannot be written, and when it can again.</param>
    /// <exception cref="SimulationInUseException">Another node has it.</exception>
    /// <exception cref="InvalidDataException">The files cannot be read; the message says what to do.</exception>
    public static SimulationStore Open(string data, Action<string> tell)
    {
        var slots = new List<Slot>();
        try
        {
            foreach (var number in (int[])[1, 2])
                slots.Add(Slot.Open(Path.Combine(data, $"simulation-{number}.json")));
            return new SimulationStore([.. slots], tell);
        }
        catch
        {
            slots.ForEach(s => s.Dispose());
            throw;
        }
    }

    /// <summary>
    /// Keeps a state. A disk that is full does not stop a laboratory: it goes on, and the next state is tried again.
    /// </summary>
    public void Keep(SimulationState state)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            var number = _number + 1;
            try
            {
                _slots[number % _slots.Length].Write(number, state);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_failing)
                    _tell($"the simulated laboratory's state cannot be kept, a node that is killed now would find an older one: {e.Message}");
                _failing = true;
                return;
            }

            if (_failing)
                _tell("the simulated laboratory's state is kept again");
            (_number, _failing) = (number, false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Array.ForEach(_slots, s => s.Dispose());
        }
    }

    /// <summary>One of the files: a line that says what follows, and the state.</summary>
    private sealed class Slot : IDisposable
    {
        private readonly FileStream _file;

        private Slot(FileStream file)
        {
            _file = file;
            Read();
        }

        public string Path => _file.Name;

        public long Length => RandomAccess.GetLength(_file.SafeFileHandle);

        public long Number { get; private set; }

        public SimulationState? Kept { get; private set; }

        public static Slot Open(string path)
        {
            try
            {
                return new Slot(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
            }
            catch (IOException e) when (File.Exists(path))
            {
                throw new SimulationInUseException($"{path}: another node has this simulated laboratory ({e.Message}); wait for its end, or use another data folder");
            }
        }

        public void Write(long number, SimulationState state)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(state);
            byte[] whole = [.. Encoding.UTF8.GetBytes(Head(number, body)), .. body, (byte)'\n'];
            RandomAccess.Write(_file.SafeFileHandle, whole, 0);
            if (Length > whole.Length)
                RandomAccess.SetLength(_file.SafeFileHandle, whole.Length);
        }

        public void Dispose() => _file.Dispose();

        private static string Head(long number, ReadOnlySpan<byte> body) =>
            string.Create(CultureInfo.InvariantCulture, $"{{\"simulation\":1,\"number\":{number},\"sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"}}\n");

        private void Read()
        {
            var bytes = new byte[Length];
            _ = RandomAccess.Read(_file.SafeFileHandle, bytes, 0);
            if (Array.IndexOf(bytes, (byte)'\n') is not (> 0 and var headEnd) || Array.IndexOf(bytes, (byte)'\n', headEnd + 1) is not (> 0 and var bodyEnd))
                return;
            try
            {
                using var head = JsonDocument.Parse(bytes.AsMemory(0, headEnd));
                var number = head.RootElement.GetProperty("number").GetInt64();
                var body = bytes.AsSpan(headEnd + 1, bodyEnd - headEnd - 1);
                if (Encoding.UTF8.GetString(bytes, 0, headEnd + 1) == Head(number, body))
                    (Number, Kept) = (number, JsonSerializer.Deserialize<SimulationState>(body));
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // Half written: the other file holds the state before.
                Kept = null;
            }
        }
    }
}
