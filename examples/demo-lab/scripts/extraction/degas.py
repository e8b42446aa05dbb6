def main():
    gosub('co2_degas')
