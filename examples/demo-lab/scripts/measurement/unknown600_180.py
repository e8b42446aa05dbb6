'''
default_fits: argon_parabolic
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 20
  use_extraction_eqtime: true
multicollect:
  counts: 600
  detector: H1
  isotope: Ar40
baseline:
  before: false
  after: true
  counts: 180
  detector: AX
  mass: 39.5
  settling_time: 4
peakcenter:
  before: false
  after: false
  detector: H1
  isotope: Ar40
  integration_time: 1.048576
'''
# A long one, for small samples: 600 readings of the gas, 180 of the baselines.


def main():
    gosub('steps:admit_gas')

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    gosub('steps:finish')
