namespace LabActors.Simulator.Wire;

/// <summary>The cable back to the computer.</summary>
public interface IWireAnswers
{
    /// <summary>Sends bytes; with datagrams, one datagram.</summary>
    /// <param name="after">How long the instrument takes for it.</param>
    void Send(ReadOnlyMemory<byte> bytes, TimeSpan after = default);

    /// <summary>Ends the connection after what has been sent; a serial port stays.</summary>
    void End();
}
