namespace LabActors.Devices.Drivers.Pychron;

/// <summary>What a client of a laser server asks for.</summary>
public abstract record PychronLaserQuestion
{
    private PychronLaserQuestion()
    {
    }

    /// <summary>Allows output, or forbids it.</summary>
    public sealed record Enable(bool On) : PychronLaserQuestion;

    /// <summary>Sets the output; empty units are percent of full power.</summary>
    public sealed record SetOutput(double Value, string Units) : PychronLaserQuestion;

    /// <summary>Moves to a hole, a named position or x,y; answered when it was begun.</summary>
    public sealed record MoveTo(string Position, bool AutoCenter) : PychronLaserQuestion;

    /// <summary>Moves a motor; answered when it was begun.</summary>
    public sealed record SetMotor(string Motor, double Value) : PychronLaserQuestion;

    /// <summary>Begins a pattern.</summary>
    public sealed record BeginPattern(string Pattern) : PychronLaserQuestion;

    /// <summary>Ends a pattern.</summary>
    public sealed record EndPattern : PychronLaserQuestion;

    /// <summary>Anything else that a device does, with its argument.</summary>
    public sealed record Perform(string Action, string Field, string Argument) : PychronLaserQuestion;

    /// <summary>Reads a value of the device's status.</summary>
    public sealed record Read(PychronLaserValue Value) : PychronLaserQuestion;

    /// <summary>It is known and its arguments are none.</summary>
    public sealed record Wrong(PychronError Error) : PychronLaserQuestion;
}
