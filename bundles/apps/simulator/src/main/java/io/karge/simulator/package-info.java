/**
 * A simulated Hypercharger: the hardware model, its Modbus registers and server, and how people and programs act on it.
 */
@NullMarked
package io.karge.simulator;

import org.jspecify.annotations.NullMarked;
