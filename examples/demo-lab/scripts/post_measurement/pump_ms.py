# Pumps the mass spectrometer; the time that the next run's gas waits at least counts from the end of this script.

PUMP_TIME = 60


def main():
    info('Pumping the mass spectrometer')
    close(description='Mass Spec Inlet')
    open(description='Mass Spec Outlet')
    sleep(PUMP_TIME)
