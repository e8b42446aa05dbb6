'''
use_baselines: false
baseline:
  counts: 10
  detector: AX
  mass: 39.5
  settling_time: 4
equilibration:
  inlet: R
  outlet: O
multicollect:
  detector: H1
  isotope: Ar40
default_fits: argon_linear
'''
# As baseline_block, ten counts.

DETECTORS = ('H1', 'AX', 'L1', 'L2', 'CDD')


def main():
    activate_detectors(*DETECTORS)
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)
    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
