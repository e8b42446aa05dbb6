'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 5
multicollect:
  detector: H1
  isotope: Ar40
peakhop:
  use_peak_hop: true
  hops_name: short.yaml
  ncycles: 2
baseline:
  counts: 4
  detector: AX
  mass: 39.5
  settling_time: 4
'''
# As peak_hop_small, with too few cycles for an age; and what a script may ask of the source and of a deflection.

def main():
    hops = load_hops('hops/{}'.format(mx.peakhop.hops_name))

    activate_detectors('H1', 'AX', 'CDD')
    define_hops(hops)
    set_source_parameters(IonRepeller=10.5, ZFocus=70)
    raw_spectrometer_command('SetParameter Trap Current Set,200')
    set_deflection('CDD', 5)
    info('CDD deflected by {}'.format(get_deflection('CDD')))
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)

    equilibrate(eqtime=mx.equilibration.eqtime, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet,
                delay=mx.equilibration.inlet_delay)
    set_time_zero()
    sniff(mx.equilibration.eqtime, block=False)
    measurement_delay(mx.equilibration.eqtime + 2)

    set_fits()
    set_baseline_fits()
    peak_hop(ncycles=mx.peakhop.ncycles, hops=hops)
    set_deflection('CDD', 0)
    set_source_parameters(IonRepeller=10)

    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
