@NullMarked
package io.karge.conformance;

import org.jspecify.annotations.NullMarked;
