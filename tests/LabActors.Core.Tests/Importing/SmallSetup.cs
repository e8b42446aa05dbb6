using System.Collections.Immutable;
using LabActors.Core.Importing;
using LabActors.Core.Labs;

namespace LabActors.Core.Tests.Importing;

/// <summary>A set-up folder of a small laboratory, made for these tests: what real ones have, each once.</summary>
internal static class SmallSetup
{
    public const string Valves = """
        <?xml version='1.0' encoding='ASCII'?>
        <root>
          #the bone
          <group>bone
            <valve query_state="false">A
              <address>301</address>
              <description>Bone to Turbo</description>
              <settling_time>0.25</settling_time>
            </valve>
            <!-- <valve>OLD</valve> -->
            <valve>B<address>302</address><description>Inlet</description><positive_interlock>A</positive_interlock><check_actuation_delay>0.75</check_actuation_delay></valve>
          </group>
        	<valve>C<address>303</address><description>Spectrometer Ion Pump</description><state_device>box<inverted>true</inverted></state_device><state_address>3</state_address></valve>
          <valve>F<address>304</address><description>Outer</description><interlock>G</interlock></valve>
          <valve>G<address>305</address><description>Inner</description><interlock>F</interlock><track>true</track></valve>
          <double_actuation_valve>D<address>306,307</address><description>Gate</description><open_delay>2</open_delay></double_actuation_valve>
          <switch>H<address>308</address><description>Getter heat</description><parent>A<inverted>True</inverted></parent></switch>
          <manual_valve>M<description>Tank &amp; hand</description></manual_valve>
          <valve>X<address>7</address><description>Quad Inlet</description><actuator>lost_controller</actuator></valve>
          <pipette>Air <inner>G</inner> <outer>F</outer></pipette>
        </root>
        """;

    public const string Canvas = """
        <root>
          <stage>Bone<translation>1,2</translation><volume>120</volume></stage>
          <turbo>Turbo<translation>1,9</translation></turbo>
          <spectrometer>MS<translation>9,2</translation></spectrometer>
          <ionpump>Ion</ionpump>
          <getter>NP10</getter>
          <laser>CO2</laser>
          <tank>Air<connection><start>G</start><end>Air</end></connection></tank>
          <pipette>AirPipette</pipette>
          <gauge>Bone IG</gauge>
          <valve>A<translation>1,5</translation></valve><valve>B</valve><valve>C</valve><valve>F</valve><valve>G</valve><valve>D</valve>
          <switch>H</switch><manual_valve>M</manual_valve>
          <connection><start>A</start><end>Bone</end></connection>
          <connection><start>A</start><end>Turbo</end></connection>
          <hconnection><start>B</start><end>Bone</end></hconnection>
          <vconnection><start>B</start><end>MS</end></vconnection>
          <elbow><start>C</start><end>MS</end></elbow>
          <connection><start>C</start><end>Ion</end></connection>
          <tee_connection><left>NP10</left><right>Bone IG</right><mid>Bone</mid></tee_connection>
          <connection><start>F</start><end>Bone</end></connection>
          <connection><start>F</start><end>AirPipette</end></connection>
          <connection><start>G</start><end>AirPipette</end></connection>
          <connection><start>D</start><end>CO2</end></connection>
          <connection><start>D</start><end>M</end></connection>
          <label>Bone<translation>0,0</translation></label>
        </root>
        """;

    public const string Initialization = """
        <root>
          <globals><use_ipc>False</use_ipc></globals>
          <plugins>
            <general><plugin enabled="true">Experiment</plugin></general>
            <hardware>
              <plugin enabled="true">ArgusSpectrometer</plugin>
              <plugin enabled="true">ExtractionLine
                <manager enabled="true">switch_manager
                  <device enabled="true">switch_controller</device>
                  <device enabled="true">box<klass>ProXRActuator</klass></device>
                  <flag>BoneFlag</flag>
                  <timed_flag>PumpTimeFlag</timed_flag>
                </manager>
                <manager enabled="true">gauge_manager
                  <device enabled="true">bone_gauges<klass>MicroIonController</klass></device>
                  <device enabled="false">mini_gauges<klass>MKSController</klass></device>
                </manager>
              </plugin>
              <plugin enabled="true">FusionsCO2
                <device enabled="true">laser_controller</device>
                <manager enabled="true">stage_manager<device enabled="true">stage_controller</device></manager>
                <device enabled="true">chiller<klass>ThermoRack</klass></device>
              </plugin>
            </hardware>
          </plugins>
        </root>
        """;

    /// <summary>The files by their paths.</summary>
    public static ImmutableDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["initialization.xml"] = Initialization,
        ["extractionline/valves.xml"] = Valves,
        ["canvas2D/canvas.xml"] = Canvas,
        ["canvas2D/canvas_config.xml"] = "<root/>",
        ["devices/switch_controller.cfg"] = "[General]\ntype=AgilentGPActuator\n",
        ["devices/AgilentGPActuator.cfg"] = "[General]\ninvert=True\n[Communications]\ntype=serial\n#port=COM9\nport=COM3\nbaudrate=19200\ntimeout=2\n",
        ["devices/box.cfg"] = "[Communications]\r\ntype=ethernet\r\nkind=TCP\r\nhost='10.0.0.7'\r\nport=2101\r\n",
        ["devices/bone_gauges.cfg"] = "[General]\ndisplay_name=Bone\n[Communications]\ntype=serial\nport=/dev/ttyUSB1\nparity=even\nbytesize=7\n[Gauges]\nnames=IG, CG1\ndisplay_names=IG,A\n[Scan]\nenabled=True\nperiod=500\nunits=ms\n",
        ["devices/mini_gauges.cfg"] = "[Communications]\ntype=serial\nport=COM8\naddress=253\n[Gauges]\nnames=Pir\n",
        ["devices/spectrometer_microcontroller.cfg"] = "[General]\nname=Argus\n[Communications]\ntype=ethernet\nhost=10.0.0.9\nport=1069\n",
        ["devices/fusions_co2/laser_controller.cfg"] = "[General]\nprefix=;LB.\npower max=80\n[Communications]\ntype=serial\nport=COM4\nbaudrate=19200\n",
        ["devices/fusions_co2/stage_controller.cfg"] = "[Axes Limits]\nx=-25,25\nz=0,50\n[Communications]\ntype=serial\nport=COM5\nbaudrate=19200\n",
        ["devices/fusions_co2/stage.cfg"] = "[General]\nmapfiles=two.txt,lost.txt\n",
        ["devices/fusions_co2/beam_motor.cfg"] = "[General]\naddress=01\nmin=0\nmax=6\n[Motion]\nsteps=137500\n",
        ["devices/fusions_co2/chiller.cfg"] = "[Communications]\ntype=serial\nport=COM6\n",
        ["tray_maps/two.txt"] = "circle,2\n\n\n0,1\n1,0\n",
        ["spectrometer/detectors.cfg"] = "[H1]\nisotope=Ar40\nic_factor=1.01\nic_factor_err=0.002\n[AX]\nisotope=Ar39\ncolor=red\n[CDD]\nkind=IonCounter\nisotope=Ar36\nsoftware_gain=0.9\nprotection_threshold=100\n",
        ["spectrometer/config.cfg"] = "[Default]\neqtime=15\n[SourceParameters]\nionrepeller=10\n[Trap]\ncurrent=200\nramp_step=5\n[Deflections]\ncdd=50\n[CDDParameters]\noperatingvoltage=600\n[Protection]\nuse_detector_protection=True\ndetectors=CDD\ndetector_protection_threshold=0.1\n",
        ["spectrometer/molecular_weights.csv"] = "Ar40\t39.9624\nAr39\t38.964\nAr36,35.9675",
        ["spectrometer/mftable.csv"] = "linear\riso,H1,AX,CDD,,\rAr40,5.9,6.0,6.2,,\rAr36,5.5,5.6,5.8,,\r",
        ["spectrometer/readout.yaml"] = "-\n  - name: IonRepeller\n    min: -50\n    max: 50\n",
        ["scripts/extraction/prep.py"] = "def main():\n    open('A')\n",
    }.ToImmutableDictionary();

    /// <summary>The folder, with some of its files exchanged; one with null is not there.</summary>
    public static SetupFolder Folder(params (string Path, string? Text)[] changes) => new(
        "/setup",
        [.. changes.Aggregate(Files, (files, change) => change.Text is null ? files.Remove(change.Path) : files.SetItem(change.Path, change.Text)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new SetupFile(f.Key, f.Value))]);

    /// <summary>Imports it.</summary>
    public static ImportedLab Import(params (string Path, string? Text)[] changes) => PychronImport.Run(Folder(changes), new ImportSettings("Small"));

    /// <summary>What lab.yaml says when it is read again, with its files beside it; without a problem.</summary>
    public static LabDefinition Read(ImportedLab imported)
    {
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            foreach (var (path, text) in imported.Files.Add("lab.yaml", imported.Text))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                File.WriteAllText(Path.Combine(folder, path), text);
            }

            var read = LabFile.Read(imported.Text, Path.Combine(folder, "lab.yaml"));
            read.Problems.ShouldBeEmpty(imported.Text);
            return read.Lab.ShouldNotBeNull();
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
