using System.Text;
using LabActors.Simulator.Wire;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>An instrument that answers each line with <c>NAME:line</c> after a delay, greets who connects, and ticks by itself where it is told to.</summary>
internal sealed class ScriptedInstrument(string device, double afterSeconds = 0) : IWireInstrument
{
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _line = new();

    public List<string> Heard { get; } = [];

    /// <summary>Completes when the first line has come and its answer is on its way.</summary>
    public Task FirstHeard => _heard.Task;

    public string Greeting { get; init; } = "";

    public double EverySeconds { get; init; }

    /// <summary>Ends the connection after each answer.</summary>
    public bool Ends { get; init; }

    public bool ServesMany { get; init; }

    public int PowerLosses { get; private set; }

    public string Device => device;

    public DateTimeOffset? NextEvent { get; set; }

    public void Connect(DateTimeOffset now, IWireAnswers answers)
    {
        if (Greeting.Length > 0)
            answers.Send(Encoding.ASCII.GetBytes(Greeting));
    }

    public void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var character in Encoding.Latin1.GetString(bytes))
        {
            if (character != '\r')
            {
                _line.Append(character);
                continue;
            }

            var line = _line.ToString();
            _line.Clear();
            Heard.Add(line);
            answers.Send(Encoding.Latin1.GetBytes($"{device}:{line}\r"), TimeSpan.FromSeconds(afterSeconds));
            if (Ends)
                answers.End();
            _heard.TrySetResult();
        }
    }

    public void Elapse(DateTimeOffset now, IWireAnswers answers)
    {
        while (NextEvent <= now)
        {
            answers.Send("tick\r"u8.ToArray());
            NextEvent += TimeSpan.FromSeconds(EverySeconds);
        }
    }

    public void LosePower(DateTimeOffset now) => PowerLosses++;
}
