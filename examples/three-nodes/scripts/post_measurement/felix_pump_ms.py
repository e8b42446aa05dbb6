# Pumps the mass spectrometer.


def main():
    close('RF')
    open('OF')
    sleep(5)
