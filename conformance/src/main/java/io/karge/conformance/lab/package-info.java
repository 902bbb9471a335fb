/** What a laboratory has beside messages: sockets that behave as a case wants them, and certificates good and bad. */
@NullMarked
package io.karge.conformance.lab;

import org.jspecify.annotations.NullMarked;
