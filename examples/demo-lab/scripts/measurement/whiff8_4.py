'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 5
multicollect:
  counts: 8
  detector: H1
  isotope: Ar40
whiff:
  counts: 4
  eqtime: 3
  conditionals:
    - {attr: Ar40, teststr: 'Ar40.cur>400', action: run}
    - {attr: Ar40, teststr: 'Ar40.cur<=400', action: run_remainder}
baseline:
  counts: 4
  detector: AX
  mass: 39.5
  settling_time: 4
'''
# As whiff120_30, with too few counts for an age.

DETECTORS = ('H1', 'AX', 'L1', 'L2', 'CDD')


def main():
    activate_detectors(*DETECTORS)
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)

    equilibrate(eqtime=mx.whiff.eqtime, inlet=mx.equilibration.inlet, outlet=mx.equilibration.outlet,
                delay=mx.equilibration.inlet_delay, do_post_equilibration=False)
    set_time_zero()
    decision = whiff(ncounts=mx.whiff.counts, conditionals=mx.whiff.conditionals)
    info('Whiff: {}'.format(decision or 'no condition met'))

    if decision == 'run':
        post_equilibration()
    else:
        reset_measurement(DETECTORS)
        position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)
        equilibrate(eqtime=mx.equilibration.eqtime, inlet=mx.equilibration.inlet, delay=mx.equilibration.inlet_delay)
        set_time_zero()
        sniff(mx.equilibration.eqtime)

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
