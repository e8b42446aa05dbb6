namespace LabActors.Core.Recovery;

/// <summary>The next thing of a run's steps.</summary>
public enum RunPoint
{
    /// <summary>It was launched and has journaled nothing.</summary>
    Begin,

    /// <summary>Its scripts are still to be read.</summary>
    LoadScripts,

    /// <summary>The line is still to be its.</summary>
    WaitForLine,

    /// <summary>The line is its; the extraction script has not started.</summary>
    BeginExtraction,

    /// <summary>Extraction is over; the spectrometer is still to be its, or pumped.</summary>
    WaitForSpectrometer,

    /// <summary>A script of its steps lives.</summary>
    Script,

    /// <summary>A script has ended, its step has not.</summary>
    ScriptOver,

    /// <summary>A step has ended, the next has not begun.</summary>
    StepOver,

    /// <summary>Measured; the post-measurement script has not started.</summary>
    BeginPostMeasurement,

    /// <summary>Measured and pumped; its end is not written.</summary>
    WaitToSave,

    /// <summary>It is being ended before its own end.</summary>
    Ending,

    /// <summary>It is over.</summary>
    Over,
}
