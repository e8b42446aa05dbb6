'''
use_baselines: false
baseline:
  counts: 20
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
# One block of what is measured while the gas is extracted (column syn_extraction): repeated while another one fits.
# Its baselines are kept beside the run's own; with use_baselines: true they would count among them.

DETECTORS = ('H1', 'AX', 'L1', 'L2', 'CDD')


def main():
    activate_detectors(*DETECTORS)
    position_magnet(mx.multicollect.isotope, detector=mx.multicollect.detector)
    baselines(ncounts=mx.baseline.counts, mass=mx.baseline.mass, detector=mx.baseline.detector,
              settling_time=mx.baseline.settling_time)
