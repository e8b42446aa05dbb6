namespace LabActors.Core.Tests.Cluster;

/// <summary>Messages under way, which are lost, come twice, late and in any order.</summary>
internal sealed class LossyNetwork
{
    private const int Most = 5_000;
    private readonly List<Action> _messages = [];

    public void Send(Action delivered) => _messages.Add(delivered);

    /// <summary>What becomes of one of them: 0 it arrives, 1 it arrives and will again, 2 it is lost; other kinds do nothing.</summary>
    public void Play(int kind, int pick)
    {
        if (_messages.Count == 0)
            return;
        var at = pick % _messages.Count;
        var message = _messages[at];
        if (kind is 0 or 2)
            _messages.RemoveAt(at);
        if (kind is 0 or 1)
            message();
    }

    public void LoseAll() => _messages.Clear();

    /// <summary>All arrive, and what they bring about.</summary>
    public void DeliverAll(Action? after = null)
    {
        for (var i = 0; i < Most && _messages.Count > 0; i++)
        {
            Play(0, 0);
            after?.Invoke();
        }

        _messages.ShouldBeEmpty();
    }
}
