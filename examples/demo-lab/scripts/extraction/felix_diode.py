'''
modifier: 1
eqtime: 20
'''
# The demo laboratory has one laser; queues written for a diode laser find it by its alias and heat with it as with the CO2.


def main():
    gosub('co2')
