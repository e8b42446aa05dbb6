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
  hops_name: small_isotopes_on_cdd.yaml
  ncycles: 8
baseline:
  counts: 30
  detector: AX
  mass: 39.5
  settling_time: 4
'''
# 36Ar, 37Ar and 38Ar in turn on the ion counter, 40Ar and 39Ar on the Faradays beside the first: for small samples.


def main():
    hops = load_hops('hops/{}'.format(mx.peakhop.hops_name))

    activate_detectors('H1', 'AX', 'CDD')
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
