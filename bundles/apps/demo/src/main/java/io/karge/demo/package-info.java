/** The demonstration: four simulated Hyperchargers, a CSMS, and a vehicle that charges. */
@NullMarked
package io.karge.demo;

import org.jspecify.annotations.NullMarked;
