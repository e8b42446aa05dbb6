# Pumps the mass spectrometer.


def main():
    close('RA')
    open('OA')
    sleep(5)
