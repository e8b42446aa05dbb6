'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 20
  use_extraction_eqtime: true
multicollect:
  counts: 120
  detector: H1
  isotope: Ar40
baseline:
  before: false
  after: true
  counts: 60
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
# A short one, for the many steps of a furnace heating.


def main():
    gosub('steps:admit_gas')

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)

    gosub('steps:finish')
