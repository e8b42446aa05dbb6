# Shuts the bone off from the pump and from the minibone; the getter GP-50 stays open to it.
# What is open to the bone besides (laser stage or furnace) is the caller's choice.


def main():
    close('E')
    close('C')
    open('D')
    # Minibone and its getter stay on the pump until the gas comes.
