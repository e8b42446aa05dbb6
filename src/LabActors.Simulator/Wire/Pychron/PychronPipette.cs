namespace LabActors.Simulator.Wire.Pychron;

/// <summary>A pipette whose shots a valve server counts: opening the inner valve arms it, opening the outer one while it is armed counts.</summary>
internal sealed class PychronPipette(string name, string inner, string outer)
{
    private bool _armed;

    public string Name => name;

    public int Shots { get; private set; }

    public void Opened(string valve)
    {
        if (valve == inner)
        {
            _armed = true;
        }
        else if (valve == outer && _armed)
        {
            Shots++;
            _armed = false;
        }
    }
}
