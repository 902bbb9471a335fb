/** What the kit's CSMS on sockets promises. */
@NullMarked
package io.karge.conformance.lab;

import org.jspecify.annotations.NullMarked;
