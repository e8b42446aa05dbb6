# Pumps the mass spectrometer.


def main():
    close('R')
    open('O')
    sleep(10)
