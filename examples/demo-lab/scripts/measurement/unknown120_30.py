'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
multicollect:
  counts: 120
  detector: H1
  isotope: Ar40
baseline:
  counts: 30
  detector: AX
  mass: 39.5
  settling_time: 4
'''
# The demo's measurement, written out in full: everything that the others share through steps/ is here on one page.
# The docstring above is what mx holds.

DETECTORS = ('H1', 'AX', 'L1', 'L2', 'CDD')


def main():
    info('Measuring {}'.format(runid))
    activate_detectors(*DETECTORS)
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)

    # Closes the outlet, waits inlet_delay, opens the inlet and comes back; the run closes the inlet eqtime seconds
    # later and then starts the post-equilibration script, while this script goes on.
    equilibrate(eqtime=eqtime, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet,
                delay=mx.equilibration.inlet_delay)
    set_time_zero()
    sniff(eqtime)

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts, integration_time=1.048576)

    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
