namespace LabActors.Node.Tests.Hardware;

/// <summary>A laboratory of valves of every kind behind four kinds of box, for the scenarios of the line; each scenario has valves of its own.</summary>
internal static class LineLaboratory
{
    /// <summary>Its <c>lab.yaml</c>.</summary>
    public const string Text = """
        version: 1
        name: Line on wires
        ports:
          - {name: relays, kind: serial, path: /dev/ttyUSB0, baud: 19200}
          - {name: arduino, kind: serial, path: /dev/ttyUSB1, baud: 9600}
          - {name: board, kind: tcp, host: 192.0.2.40, port: 2101}
          - {name: pyvalve, kind: tcp, host: 192.0.2.41, port: 1061, connects_each_time: true}
        devices: # only the Arduino's are looked at while a test runs
          - {name: relays, driver: agilent-34970a, port: relays, poll_s: 3600, settings: {invert: true}}
          - {name: arduino, driver: arduino-valves, port: arduino, timeout_s: 0.5, poll_s: 5}
          - {name: board, driver: proxr, port: board, timeout_s: 0.5, poll_s: 3600}
          - {name: pyvalve, driver: pychron-valves, port: pyvalve, timeout_s: 0.5, poll_s: 3600}
        sections: [{name: bone}]
        volumes:
          - {name: bone, cm3: 120, section: bone}
          - {name: air-tank, cm3: 1000, section: bone}
          - {name: air-pipette, cm3: 0.2, section: bone}
          - {name: cocktail-tank, cm3: 1000, section: bone}
          - {name: cocktail-pipette, cm3: 0.2, section: bone}
        valves:
          - {name: C, description: Happy path, section: bone, settling_s: 0.25, device: relays, address: '301'}
          - {name: I, description: Interlocked with J, section: bone, interlocks: [J], device: relays, address: '302'}
          - {name: J, description: Interlocked with I, section: bone, interlocks: [I], device: arduino, address: '1', check_delay_s: 0.7, check_tries: 20, query_state: false}
          - {name: V, description: Needs W open, section: bone, positive_interlocks: [W], device: relays, address: '303'}
          - {name: Y, description: Needs W closed, section: bone, interlocks: [W], device: relays, address: '304'}
          - {name: W, description: Of the server, section: bone, device: pyvalve}
          - {name: L, description: Locked, section: bone, device: board, address: '1'}
          - {name: D, description: Disabled, section: bone, device: board, address: '2'}
          - {name: U, description: Parent, section: bone, device: relays, address: '305'}
          - {name: AA, description: Inverted child, section: bone, kind: switch, device: pyvalve, parent: U, parent_inverted: true}
          - {name: P, description: Two solenoids, section: bone, kind: double, device: relays, address: '310,311', open_delay_s: 0.5, close_delay_s: 0.5}
          - {name: S, description: Indicators elsewhere, section: bone, device: relays, address: '306', state_device: arduino, state_address: '4', check_delay_s: 0.5, check_tries: 4, query_state: false}
          - {name: M, description: Indicators, section: bone, device: arduino, address: '2', check_delay_s: 0.7, check_tries: 20, travel_s: 600, query_state: false}
          - {name: Q, description: Looked at, section: bone, device: arduino, address: '3', travel_s: 2}
          - {name: K, description: Read-back lost, section: bone, device: pyvalve}
          - {name: F, description: Outer of Air, joins: [air-pipette, bone], section: bone, interlocks: [G], device: board, address: '0', state_address: 'input 8', check_delay_s: 0.5, check_tries: 3}
          - {name: G, description: Inner of Air, joins: [air-tank, air-pipette], section: bone, interlocks: [F], device: arduino, address: '0', check_delay_s: 0.7, check_tries: 20, query_state: false}
          - {name: O, description: Outer of Cocktail, joins: [cocktail-pipette, bone], section: bone, interlocks: [H], device: board, address: '5', state_address: 'input 13', check_delay_s: 0.5, check_tries: 100}
          - {name: H, description: Inner of Cocktail, joins: [cocktail-tank, cocktail-pipette], section: bone, interlocks: [O], device: arduino, address: '5', check_delay_s: 0.7, check_tries: 20, query_state: false}
          - {name: E, description: Sampled, section: bone, device: relays, address: '307'}
          - {name: N, description: Closed by its relay, section: bone, device: relays, address: '308', inverted: true}
          - {name: R, description: Contact the wrong way round, section: bone, device: board, address: '3', state_address: 'input 11', state_inverted: true}
          - {name: B, description: Closed by its relay and seen by a contact, section: bone, device: board, address: '4', state_address: 'input 12', inverted: true}
          - {name: T, description: By hand, section: bone, kind: manual}
          - {name: X, description: No device, section: bone}
          - {name: Z, description: Nothing moves it, section: bone, driven: false, address: Valve 7}
        pipettes:
          - {name: Air, tank: air-tank, volume: air-pipette, inner: G, outer: F, shots_before: 4211}
          - {name: Cocktail, tank: cocktail-tank, volume: cocktail-pipette, inner: H, outer: O}
        simulation:
          lambda_k_per_a: 5.463e-10
          gases: {air: {Ar40: 298.56, Ar38: 0.1885, Ar36: 1}}
          trapped: air
          production: {Ca3637: 2.7e-4, Ca3937: 7.0e-4, Ca3837: 1.96e-5, K3839: 1.3e-2, K4039: 1.0e-3, Ca_K: 1.96}
          tanks: [{volume: air-tank, gas: air, ar40_mol: 1.36e-9}]
        """;
}
