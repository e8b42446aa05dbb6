'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
multicollect:
  detector: H1
  isotope: Ar40
peakhop:
  use_peak_hop: true
  hops_name: intercalibration.txt
  ncycles: 10
baseline:
  counts: 30
  detector: AX
  mass: 39.5
  settling_time: 4
'''
# 40Ar of one gas on H1, AX and L1 in turn: how the detectors compare. For detector_ic runs.


def main():
    hops = load_hops('hops/{}'.format(mx.peakhop.hops_name))

    activate_detectors('H1', 'AX', 'L1', 'CDD')
    define_hops(hops)
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)

    equilibrate(eqtime=eqtime, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet,
                delay=mx.equilibration.inlet_delay)
    set_time_zero()
    sniff(eqtime)

    set_fits()
    set_baseline_fits()
    peak_hop(ncycles=mx.peakhop.ncycles, hops=hops)

    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
