/** What is laid into the folder {@code deploy} and taken away again. */
@NullMarked
package io.karge.deploy;

import org.jspecify.annotations.NullMarked;
