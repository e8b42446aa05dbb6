'''
default_fits: argon_linear
equilibration:
  inlet: R
  outlet: O
  inlet_delay: 3
  eqtime: 5
  use_extraction_eqtime: false
multicollect:
  counts: 8
  detector: H1
  isotope: Ar40
baseline:
  before: false
  after: true
  counts: 4
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
# As unknown8_4, and conditionals of the script's own: a function of it that is called between two counts, and a piece of script.

def main():
    gosub('steps:admit_gas')

    add_action('Ar40', 'Ar40.cur>-1000', start_count=2, frequency=4, ntrips=1, action=look, resume=True)
    add_action('Ar39', 'Ar39.cur>-1000', start_count=3, frequency=20, ntrips=1, action="info('as it should be')", resume=True)
    add_termination('Ar36', 'Ar36.cur>1000000', start_count=2, frequency=2)

    set_fits()
    set_baseline_fits()
    multicollect(ncounts=mx.multicollect.counts)
    clear_conditionals()

    gosub('steps:finish')


def look():
    info('Minibone at {} torr'.format(get_pressure('microbone_micro_ion_controller', 'IG')))
    sleep(1)
