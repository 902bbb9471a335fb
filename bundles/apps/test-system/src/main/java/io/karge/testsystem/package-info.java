/** A small CSMS for trying out and testing: it accepts stations, answers them and calls them. */
@NullMarked
package io.karge.testsystem;

import org.jspecify.annotations.NullMarked;
