/**
 * Who opens an address: everybody; the devices of the room's network, while this computer keeps its number
 * there; or nobody but this computer.
 */
export type Reach = 'everywhere' | 'room' | 'this-computer';
