# Pumps the mass spectrometer.


def main():
    close('RJ')
    open('OJ')
    sleep(5)
